namespace GalileoEval.Tasks;

/// <summary>The options of a wait.</summary>
public sealed class EvalWaitOptions
{
    /// <summary>The maximum time to wait; null for no limit, zero to poll everything exactly once. Default: null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null for the default of each service. The Retry-After of a service takes
    /// precedence. Default: null.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Whether to stop after the first item that reaches a final state. An unreadable item does not
    /// count. Default: false.</summary>
    public bool Any { get; init; }
}
