using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>Measures how far raters agree. The assembly GalileoEval.Analysis implements it, with a public constructor that
/// takes nothing.</summary>
public interface IAgreementAnalysis
{
    /// <summary>Measures every series of a table.</summary>
    /// <param name="ratings">The ratings: the key of each is the unit that was rated, and each has a rater.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>A result for each metric and group, or for each pair of raters of it, in the order of the table, each as it is
    /// computed.</returns>
    /// <exception cref="EvalException">InvalidArgument: a rater rated a unit twice, or a rating names no unit or no rater.</exception>
    IEnumerable<EvalAgreement> Measure(
        ScoreTable ratings, EvalAgreementOptions options, CancellationToken cancellationToken);
}
