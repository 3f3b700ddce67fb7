namespace GalileoEval.Binding.Scores;

/// <summary>The key that pairs an item with the same item on another side.</summary>
/// <param name="Text">The key.</param>
/// <param name="IsFromText">Whether it contains text of a record, such as its input.</param>
internal readonly record struct ScoreKey(string Text, bool IsFromText = false);
