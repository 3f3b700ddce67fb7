namespace GalileoEval.Analysis;

/// <summary>The level of measurement of ratings, which decides how far two of them are apart.</summary>
public enum EvalMeasurementLevel
{
    /// <summary>Decided by the values: text and Booleans are Nominal, numbers Interval.</summary>
    Auto,

    /// <summary>Same or different.</summary>
    Nominal,

    /// <summary>Ranks.</summary>
    Ordinal,

    /// <summary>Numbers whose differences have a meaning.</summary>
    Interval,

    /// <summary>Numbers whose ratios have a meaning.</summary>
    Ratio,
}
