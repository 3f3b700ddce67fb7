namespace GalileoEval.Analysis;

/// <summary>What came of one rule for one object: emitted by <c>Test-EvalGate -Detailed</c>.</summary>
public sealed record EvalGateResult
{
    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule is about; null where that is not known.</summary>
    public EvalGateSource? Source { get; init; }

    /// <summary>The metric; of work the text that identifies it, such as <c>task t1</c>; the rule's pattern where it matches
    /// nothing.</summary>
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

    /// <summary>Whether results let something pass: at least one passed, and nothing failed or was inconclusive.</summary>
    /// <param name="results">The results.</param>
    /// <returns>False also where there are none, or only skipped ones.</returns>
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
