namespace GalileoEval.Analysis;

/// <summary>The result of one rule for one object: emitted by <c>Test-EvalGate -Detailed</c>.</summary>
public sealed record EvalGateResult
{
    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The kind of object that the rule applies to; null if unknown.</summary>
    public EvalGateSource? Source { get; init; }

    /// <summary>The metric; for work, the text that identifies it, such as <c>task t1</c>; the pattern of a rule that
    /// matches nothing.</summary>
    public string? Metric { get; init; }

    /// <summary>The group; null without one.</summary>
    public string? Group { get; init; }

    /// <summary>The outcome.</summary>
    public EvalGateOutcome Outcome { get; init; }

    /// <summary>The compared property.</summary>
    public string? Statistic { get; init; }

    /// <summary>The value of the property; null if there is none.</summary>
    public object? Actual { get; init; }

    /// <summary>The smallest value that passes; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value that passes; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Whether a gate with these results passes: at least one passed, and none failed or was
    /// inconclusive.</summary>
    /// <param name="results">The results.</param>
    /// <returns>False if there are none, or only skipped ones.</returns>
    public static bool AllPassed(IReadOnlyCollection<EvalGateResult> results)
    {
        _ = results ?? throw new ArgumentNullException(nameof(results));
        return results.Any(static result => result.Outcome == EvalGateOutcome.Passed)
            && results.All(static result => result.Outcome is EvalGateOutcome.Passed or EvalGateOutcome.Skipped);
    }

    /// <summary>Outcome and rule.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Outcome}: {Rule}";
}

/// <summary>The outcome of a gate rule.</summary>
public enum EvalGateOutcome
{
    /// <summary>The actual value meets the rule.</summary>
    Passed,

    /// <summary>The actual value does not meet the rule.</summary>
    Failed,

    /// <summary>There is nothing to compare: counts as not passed.</summary>
    Inconclusive,

    /// <summary>An optional rule that matches nothing.</summary>
    Skipped,
}
