namespace GalileoEval.Analysis;

/// <summary>The kind of a metric's values, which decides the statistics.</summary>
public enum EvalScoreKind
{
    /// <summary>Resolved by the values: Booleans and the texts true and false are Binary; numbers, and numbers as text, are
    /// Numeric; other text and lists are Categorical.</summary>
    Auto,

    /// <summary>Numbers. True counts as 1, false as 0.</summary>
    Numeric,

    /// <summary>True or false. The numbers 1 and 0 count as true and false.</summary>
    Binary,

    /// <summary>Labels. A list counts once per label.</summary>
    Categorical,
}
