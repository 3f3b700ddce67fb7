using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>Measures and compares scores. The assembly GalileoEval.Analysis implements it, with a public constructor that
/// takes nothing.</summary>
public interface IScoreAnalysis
{
    /// <summary>Measures every series of a table.</summary>
    /// <param name="scores">The scores, with clusters where the options ask for them.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>A summary for each metric and group, in the order of the table, each as it is computed.</returns>
    IEnumerable<EvalScoreSummary> Measure(ScoreTable scores, EvalMeasureOptions options, CancellationToken cancellationToken);

    /// <summary>Compares two tables, item by item.</summary>
    /// <param name="reference">What is compared with; with keys, and with clusters where the options ask for them.</param>
    /// <param name="difference">What is compared; with keys, and with clusters where the options ask for them.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>A comparison for each metric and group of either side, those of the reference first.</returns>
    /// <exception cref="EvalException">InvalidArgument: a key appears twice on one side, or a test does not fit the values.</exception>
    IReadOnlyList<EvalScoreComparison> Compare(
        ScoreTable reference, ScoreTable difference, EvalCompareOptions options, CancellationToken cancellationToken);
}
