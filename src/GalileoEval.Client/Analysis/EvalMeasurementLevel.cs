namespace GalileoEval.Analysis;

/// <summary>The level of measurement of ratings, which defines the distance of two ratings.</summary>
public enum EvalMeasurementLevel
{
    /// <summary>Decided by the values: text and Booleans are Nominal, numbers Interval.</summary>
    Auto,

    /// <summary>Same or different.</summary>
    Nominal,

    /// <summary>Ranks.</summary>
    Ordinal,

    /// <summary>Numbers with meaningful differences.</summary>
    Interval,

    /// <summary>Numbers with meaningful ratios.</summary>
    Ratio,
}
