namespace GalileoEval.Analysis;

/// <summary>A score of a baseline: emitted by <c>Import-EvalBaseline</c>, taken by <c>Compare-EvalScore</c>.</summary>
public sealed record EvalBaselineItem
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The parts of the key that pairs the item with one of another run; for a key that held text of a record, its hash
    /// (see <see cref="ScoreKeyText.Hash"/>).</summary>
    public EvalList<string> Key { get; init; } = new([]);

    /// <summary>Whether the key is a hash.</summary>
    public bool IsKeyHashed { get; init; }

    /// <summary>The score: <see cref="double"/>, <see cref="bool"/>, text, or a list of labels; null where there is none.</summary>
    public object? Value { get; init; }

    /// <summary>Whether the item failed; without a value and not failed it is missing.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Where the baseline comes from, the same for all of its items.</summary>
    public EvalBaseline? Baseline { get; init; }

    /// <summary>The key as one text.</summary>
    /// <returns>What <see cref="ScoreKeyText.Join"/> makes of its parts. A method, so that it is no column.</returns>
    public string GetKeyText() => ScoreKeyText.Join(Key);

    /// <summary>Metric, key and value.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Metric}: {Key} = {(HasFailed ? "failed" : Value ?? "missing")}";
}
