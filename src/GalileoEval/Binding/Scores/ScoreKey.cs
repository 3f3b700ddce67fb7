namespace GalileoEval.Binding.Scores;

/// <summary>What pairs an item with the same item on another side.</summary>
/// <param name="Text">The key.</param>
/// <param name="IsFromText">Whether it holds text of a record, such as its input, and not only ids.</param>
internal readonly record struct ScoreKey(string Text, bool IsFromText = false);
