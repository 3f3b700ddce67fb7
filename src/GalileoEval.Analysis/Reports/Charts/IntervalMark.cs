namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>A value with its interval, for a chart.</summary>
/// <param name="Value">The value; null draws nothing.</param>
/// <param name="Low">The lower limit; null for no interval.</param>
/// <param name="High">The upper limit; null for no interval.</param>
/// <param name="ClassName">The CSS class for the colour, such as <c>tone-accent</c>.</param>
/// <param name="Reference">A value to compare with, such as a threshold; null for none.</param>
internal sealed record IntervalMark(double? Value, double? Low, double? High, string ClassName, double? Reference = null);
