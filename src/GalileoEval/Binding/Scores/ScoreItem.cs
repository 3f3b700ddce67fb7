namespace GalileoEval.Binding.Scores;

/// <summary>An object with scores: a row, or a part of an unrolled object.</summary>
/// <param name="Row">The row.</param>
/// <param name="Parent">The object that the row is a part of; null for none. Its columns are used if the row does not have them.</param>
internal readonly record struct ScoreItem(object? Row, object? Parent = null)
{
    /// <summary>Reads a column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="value">Its value, not wrapped.</param>
    /// <returns>Whether the column exists, even if it is empty.</returns>
    public bool TryGet(string name, out object? value) =>
        ScoreColumns.TryGet(Row, name, out value) || (Parent is not null && ScoreColumns.TryGet(Parent, name, out value));

    /// <summary>A column as text.</summary>
    /// <returns>The text; null if the column is missing or empty.</returns>
    public string? Text(string name) =>
        TryGet(name, out object? value) && ScoreCells.Text(value) is { Length: > 0 } text ? text : null;
}
