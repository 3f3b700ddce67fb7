using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>Measures and compares scores. The assembly GalileoEval.Analysis implements it, with a public parameterless
/// constructor.</summary>
public interface IScoreAnalysis
{
    /// <summary>Measures every series of a table.</summary>
    /// <param name="scores">The scores, with clusters if the options use them.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>A summary for each metric and group, in the order of the table. Computed lazily.</returns>
    IEnumerable<EvalScoreSummary> Measure(ScoreTable scores, EvalMeasureOptions options, CancellationToken cancellationToken);

    /// <summary>Compares two tables, item by item.</summary>
    /// <param name="reference">The reference side, with keys, and with clusters if the options use them.</param>
    /// <param name="difference">The difference side, with keys, and with clusters if the options use them.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>A comparison for each metric and group of either side, those of the reference first.</returns>
    /// <exception cref="EvalException">InvalidArgument: a key appears twice on one side, or a test does not fit the
    /// values.</exception>
    IReadOnlyList<EvalScoreComparison> Compare(
        ScoreTable reference, ScoreTable difference, EvalCompareOptions options, CancellationToken cancellationToken);
}

/// <summary>How scores are measured.</summary>
public sealed record EvalMeasureOptions
{
    /// <summary>The kind of values; Auto is resolved for each metric and group by its values.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>The threshold for a pass; null to compute pass rates for Binary values only.</summary>
    public double? PassThreshold { get; init; }

    /// <summary>Whether a lower value of a metric is better.</summary>
    public Func<string, bool> IsLowerBetter { get; init; } = static _ => false;

    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
