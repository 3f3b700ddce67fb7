namespace GalileoEval.Sandbox;

/// <summary>How often a sandbox has done one kind of fault.</summary>
public sealed class EvalSandboxFault
{
    /// <summary>Creates a count.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">How often.</param>
    public EvalSandboxFault(EvalSandboxFaultKind kind, long count)
    {
        Kind = kind;
        Count = count;
    }

    /// <summary>The kind.</summary>
    public EvalSandboxFaultKind Kind { get; }

    /// <summary>How often.</summary>
    public long Count { get; }

    /// <summary>The two, such as <c>CutBody=3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}={Count}";
}
