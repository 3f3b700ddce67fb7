namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>The number of occurrences of a label, or of values within a bin.</summary>
/// <param name="Label">The label, or the limits of the bin.</param>
/// <param name="Count">The number of occurrences.</param>
internal sealed record LabelCount(string Label, long Count);
