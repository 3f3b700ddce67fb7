namespace GalileoEval.Sandbox.Hosting;

/// <summary>Counts the validations that were started, and those that were the same as an earlier one: a client that sends
/// a start twice shows here.</summary>
internal sealed class StartLedger
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _count;
    private long _repeated;

    public long Count => Interlocked.Read(ref _count);

    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Notes a start.</summary>
    /// <param name="operation">What was started.</param>
    /// <param name="content">Tells two starts apart: all that was sent, or a hash of it.</param>
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
