namespace GalileoEval.Analysis.Statistics;

/// <summary>The limits of an interval.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
internal readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>Clamps the interval.</summary>
    public ConfidenceInterval Clip(double minimum, double maximum) =>
        new(Math.Min(Math.Max(Low, minimum), maximum), Math.Min(Math.Max(High, minimum), maximum));
}
