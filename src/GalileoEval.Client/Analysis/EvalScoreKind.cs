namespace GalileoEval.Analysis;

/// <summary>What kind of values a metric has, which decides the statistics.</summary>
public enum EvalScoreKind
{
    /// <summary>Decided by the values: Booleans and the texts true and false are Binary; numbers, and numbers as text, are
    /// Numeric; other text and lists are Categorical.</summary>
    Auto,

    /// <summary>Numbers. True counts as 1, false as 0.</summary>
    Numeric,

    /// <summary>True or false. The numbers 1 and 0 count as true and false.</summary>
    Binary,

    /// <summary>Labels. A list counts once per label.</summary>
    Categorical,
}
