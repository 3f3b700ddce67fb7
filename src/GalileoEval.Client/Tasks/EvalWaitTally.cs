using GalileoEval.Text;

namespace GalileoEval.Tasks;

/// <summary>Counts the items of a wait by state.</summary>
internal sealed class EvalWaitTally
{
    private readonly int[] _counts = new int[(int)EvalState.Canceled + 1];
    private int _total;
    private int _done;
    private IEvalTask? _current;

    public void Add(IEvalTask task)
    {
        _total++;
        _counts[(int)task.State]++;
    }

    public void Saw(IEvalTask before, IEvalTask now, int items)
    {
        _counts[(int)before.State] -= items;
        _counts[(int)now.State] += items;
        _current = now;
    }

    public void Done(int items) => _done += items;

    public EvalWaitProgress Report(TimeSpan elapsed, TimeSpan? deadline)
    {
        Dictionary<EvalState, int> states = [];
        for (int state = 0; state < _counts.Length; state++)
        {
            if (_counts[state] > 0)
                states.Add((EvalState)state, _counts[state]);
        }

        return new EvalWaitProgress
        {
            Total = _total,
            Done = _done,
            Elapsed = elapsed,
            Remaining = deadline is not { } end ? null : end > elapsed ? end - elapsed : TimeSpan.Zero,
            States = states,
            Current = _current is null ? null : EvalText.OneLine($"{_current.Service}: {Name(_current)}", 120),
        };
    }

    private static string Name(IEvalTask task) =>
        string.IsNullOrEmpty(task.Status) ? task.Describe() : $"{task.Describe()}: {task.Status}";
}
