namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>How often a label, or a value within a bin, occurs.</summary>
/// <param name="Label">The label, or the limits of the bin.</param>
/// <param name="Count">How often.</param>
internal sealed record LabelCount(string Label, long Count);
