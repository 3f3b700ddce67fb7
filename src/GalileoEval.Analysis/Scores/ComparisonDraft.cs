namespace GalileoEval.Analysis.Scores;

/// <summary>A comparison without its verdict.</summary>
/// <param name="Result">What is known of it.</param>
/// <param name="Size">How many pairs, or clusters of pairs, it rests on.</param>
/// <param name="HasClusters">Whether these are clusters.</param>
internal sealed record ComparisonDraft(EvalScoreComparison Result, int Size, bool HasClusters = false);
