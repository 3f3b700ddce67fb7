namespace GalileoEval.Analysis;

/// <summary>What becomes of several scores with one key.</summary>
public enum EvalDuplicateHandling
{
    /// <summary>They are an error that names the key.</summary>
    Error,

    /// <summary>Their mean takes part.</summary>
    Mean,
}
