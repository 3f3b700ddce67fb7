namespace GalileoEval.Binding.Scores;

/// <summary>An object that holds scores: a row, or a part of an object that was taken apart.</summary>
/// <param name="Row">The row.</param>
/// <param name="Parent">The object that the row is a part of; null for none. Columns that the row does not have are its.</param>
internal readonly record struct ScoreItem(object? Row, object? Parent = null)
{
    /// <summary>Reads a column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="value">Its value, not wrapped.</param>
    /// <returns>Whether there is such a column, be it empty.</returns>
    public bool TryGet(string name, out object? value) =>
        ScoreColumns.TryGet(Row, name, out value) || (Parent is not null && ScoreColumns.TryGet(Parent, name, out value));

    /// <summary>A column as text.</summary>
    /// <param name="name">The column.</param>
    /// <returns>The text; null if there is no such column, or nothing in it.</returns>
    public string? Text(string name) =>
        TryGet(name, out object? value) && ScoreCells.Text(value) is { Length: > 0 } text ? text : null;
}
