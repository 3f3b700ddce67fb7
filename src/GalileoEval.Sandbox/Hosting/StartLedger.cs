namespace GalileoEval.Sandbox.Hosting;

/// <summary>Counts the validations, tasks and other objects that clients have started or created, and the duplicates among
/// them, which show that a client sent a start twice.</summary>
internal sealed class StartLedger
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _count;
    private long _repeated;

    public long Count => Interlocked.Read(ref _count);

    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Records a start.</summary>
    /// <param name="operation">What was started.</param>
    /// <param name="content">Identifies the start: the content of the request, or a hash of it.</param>
    public void Note(string operation, string content)
    {
        lock (_known)
        {
            _count++;
            if (!_known.Add(operation + " " + content))
                _repeated++;
        }
    }
}
