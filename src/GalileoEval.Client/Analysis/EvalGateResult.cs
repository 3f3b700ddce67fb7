namespace GalileoEval.Analysis;

/// <summary>What came of one rule for one object: emitted by <c>Test-EvalGate -Detailed</c>.</summary>
public sealed record EvalGateResult
{
    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule is about; null where that is not known.</summary>
    public EvalGateSource? Source { get; init; }

    /// <summary>The metric; the rule's pattern where it matches nothing.</summary>
    public string? Metric { get; init; }

    /// <summary>The group; null without one.</summary>
    public string? Group { get; init; }

    /// <summary>What came of it.</summary>
    public EvalGateOutcome Outcome { get; init; }

    /// <summary>The property that was compared.</summary>
    public string? Statistic { get; init; }

    /// <summary>Its value; null where there is none.</summary>
    public object? Actual { get; init; }

    /// <summary>The smallest value that passes; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value that passes; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Outcome and rule.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Outcome}: {Rule}";
}
