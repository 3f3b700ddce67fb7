namespace GalileoEval.Sandbox;

/// <summary>The number of faults of one kind that a sandbox has injected.</summary>
public sealed class EvalSandboxFault
{
    /// <summary>Creates a count.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">The count.</param>
    public EvalSandboxFault(EvalSandboxFaultKind kind, long count)
    {
        Kind = kind;
        Count = count;
    }

    /// <summary>The kind.</summary>
    public EvalSandboxFaultKind Kind { get; }

    /// <summary>The count.</summary>
    public long Count { get; }

    /// <summary>Kind and count, such as <c>CutBody=3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}={Count}";
}
