using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>Measures how well raters agree. The assembly GalileoEval.Analysis implements it, with a public
/// parameterless constructor.</summary>
public interface IAgreementAnalysis
{
    /// <summary>Measures every series of a table.</summary>
    /// <param name="ratings">The ratings: the key of each is the rated unit, and each has a rater.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>A result for each metric and group, or for each of its pairs of raters, in the order of the table.
    /// Computed lazily.</returns>
    /// <exception cref="EvalException">InvalidArgument: a rater rated a unit twice, or a rating has no unit or no
    /// rater.</exception>
    IEnumerable<EvalAgreement> Measure(
        ScoreTable ratings, EvalAgreementOptions options, CancellationToken cancellationToken);
}
