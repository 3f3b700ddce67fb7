namespace GalileoEval.Analysis.Scores;

/// <summary>A comparison without its verdict.</summary>
/// <param name="Result">The comparison so far.</param>
/// <param name="Size">The number of pairs, or of clusters of pairs.</param>
/// <param name="HasClusters">Whether these are clusters.</param>
internal sealed record ComparisonDraft(EvalScoreComparison Result, int Size, bool HasClusters = false);
