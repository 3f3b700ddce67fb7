namespace GalileoEval.Tasks;

/// <summary>One thing to wait for.</summary>
public sealed class EvalWaitItem
{
    /// <summary>Makes an item.</summary>
    /// <param name="task">The work, as last seen; its ids alone are enough.</param>
    /// <param name="poller">Looks at it. Items of one kind on one connection share one poller, so that they are looked
    /// at together.</param>
    /// <param name="input">What the user gave, for error records; handed back as it is.</param>
    public EvalWaitItem(IEvalTask task, IEvalTaskPoller poller, object? input = null)
    {
        Task = task ?? throw new ArgumentNullException(nameof(task));
        Poller = poller ?? throw new ArgumentNullException(nameof(poller));
        Input = input;
    }

    /// <summary>The work, as it was when the wait began.</summary>
    public IEvalTask Task { get; }

    /// <summary>Looks at it.</summary>
    public IEvalTaskPoller Poller { get; }

    /// <summary>What the user gave.</summary>
    public object? Input { get; }
}
