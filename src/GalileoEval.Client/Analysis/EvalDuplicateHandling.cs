namespace GalileoEval.Analysis;

/// <summary>How several scores with the same key are handled.</summary>
public enum EvalDuplicateHandling
{
    /// <summary>An error that names the key.</summary>
    Error,

    /// <summary>Their mean is used.</summary>
    Mean,
}
