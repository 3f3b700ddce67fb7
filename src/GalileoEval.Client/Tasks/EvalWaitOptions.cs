namespace GalileoEval.Tasks;

/// <summary>How to wait.</summary>
public sealed class EvalWaitOptions
{
    /// <summary>How long to wait at most; null for ever, zero to poll everything exactly once. Default null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null for the default of each service. A Retry-After of the service wins
    /// over it. Default null.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Whether to stop after the first item that reaches a final state. An item that cannot be read does not
    /// count as one. Default false.</summary>
    public bool Any { get; init; }
}
