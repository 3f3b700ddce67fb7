using GalileoEval.Text;

namespace GalileoEval.Analysis;

/// <summary>A rule of a gate: created by <c>New-EvalGateRule</c>, a hashtable or a policy file.</summary>
public sealed record EvalGateRule
{
    /// <summary>The metrics that the rule applies to; wildcards are allowed.</summary>
    public required string Metric { get; init; }

    /// <summary>The property to compare, such as <c>Mean</c> or <c>Verdict</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>The smallest value that passes; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value that passes; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>The values that pass; empty for any.</summary>
    public EvalList<object?> EqualTo { get; init; } = new([]);

    /// <summary>The values that do not pass.</summary>
    public EvalList<object?> NotEqualTo { get; init; } = new([]);

    /// <summary>The kind of object that the rule applies to; null to derive it from the statistic.</summary>
    public EvalGateSource? Source { get; init; }

    /// <summary>The groups that the rule applies to; wildcards are allowed; null for all.</summary>
    public string? Group { get; init; }

    /// <summary>The name in results; null to derive it from the rule.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the rule is skipped instead of inconclusive if it matches nothing.</summary>
    public bool Optional { get; init; }

    /// <summary>The name or, without one, the rule itself, such as <c>correctness Mean &gt;= 0.8</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Name ?? Describe();

    private string Describe()
    {
        List<string> conditions = [];
        if (Minimum is { } minimum)
            conditions.Add($">= {EvalText.Invariant(minimum)}");
        if (Maximum is { } maximum)
            conditions.Add($"<= {EvalText.Invariant(maximum)}");
        if (EqualTo.Count > 0)
            conditions.Add($"= {string.Join(" or ", EqualTo.Select(EvalText.Invariant))}");
        if (NotEqualTo.Count > 0)
            conditions.Add($"<> {string.Join(" or ", NotEqualTo.Select(EvalText.Invariant))}");
        string place = Group is null ? Metric : $"{Metric} ({Group})";
        return $"{place} {Statistic} {string.Join(", ", conditions)}";
    }
}

/// <summary>The kind of object that a gate rule applies to.</summary>
public enum EvalGateSource
{
    /// <summary>An <see cref="EvalScoreSummary"/>.</summary>
    Summary,

    /// <summary>An <see cref="EvalScoreComparison"/>.</summary>
    Comparison,

    /// <summary>An <see cref="EvalAgreement"/>.</summary>
    Agreement,

    /// <summary>An object that can be waited for, such as a validation or a task.</summary>
    Work,
}
