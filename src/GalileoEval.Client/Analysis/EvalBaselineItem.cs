namespace GalileoEval.Analysis;

/// <summary>A score of a baseline: emitted by <c>Import-EvalBaseline</c>, accepted by
/// <c>Compare-EvalScore</c>.</summary>
public sealed record EvalBaselineItem
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The parts of the key that pairs the item with one of another run; for a key that contained text of a
    /// record, its hash (see <see cref="ScoreKeyText.Hash"/>).</summary>
    public EvalList<string> Key { get; init; } = new([]);

    /// <summary>Whether the key is a hash.</summary>
    public bool IsKeyHashed { get; init; }

    /// <summary>The score: <see cref="double"/>, <see cref="bool"/>, text, or a list of labels; null if there is
    /// none.</summary>
    public object? Value { get; init; }

    /// <summary>Whether the item failed; an item without a value that did not fail is missing.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Where the baseline comes from, the same for all of its items.</summary>
    public EvalBaseline? Baseline { get; init; }

    /// <summary>The key as one text.</summary>
    /// <returns>The result of <see cref="ScoreKeyText.Join"/>. A method, so that it is not a column.</returns>
    public string GetKeyText() => ScoreKeyText.Join(Key);

    /// <summary>Metric, key and value.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Metric}: {Key} = {(HasFailed ? "failed" : Value ?? "missing")}";
}
