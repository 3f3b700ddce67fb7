using GalileoEval.Analysis.Agreement;
using static GalileoEval.Analysis.EvalAgreementWeight;

namespace GalileoEval.Analysis.Tests.Agreement;

public class CohenKappaTests
{
    // statsmodels.stats.inter_rater.cohens_kappa([[20, 5], [10, 15]]): kappa, kappa_low, kappa_upp.
    [Fact]
    public void Matches_statsmodels_for_two_categories() =>
        Near(RatingGrid.FromTable([[20, 5], [10, 15]]).Cohen(), 0.4, 0.151092290476661, 0.6489077095233389);

    // Kappa: sklearn.metrics.cohen_kappa_score(a, b, weights=w). Limits: statsmodels.stats.inter_rater.cohens_kappa(table, wt=w).
    [Theory]
    [InlineData(None, 0.4736842105263158, 0.125265365622595, 0.8221030554300366)]
    [InlineData(Linear, 0.7115384615384616, 0.5105230848167133, 0.9125538382602096)]
    [InlineData(Quadratic, 0.8728813559322034, 0.7719911755641506, 0.9737715363002561)]
    public void Matches_scikit_learn_and_statsmodels(EvalAgreementWeight weight, double kappa, double low, double high) =>
        Near(RatingGrid.Parse("123451234523", "123552244433").Cohen(weight), kappa, low, high);

    // The example of Fleiss, Cohen and Everitt 1969: statsmodels.stats.inter_rater.cohens_kappa(table, wt=w).
    [Theory]
    [InlineData(None, 0.4285714285714285, 0.27969485445574205, 0.5774480026871149)]
    [InlineData(Linear, 0.4923076923076922, 0.3517254678093234, 0.6328899168060611)]
    [InlineData(Quadratic, 0.5666666666666667, 0.41237027924098396, 0.7209630540923493)]
    public void Matches_the_published_example(EvalAgreementWeight weight, double kappa, double low, double high) =>
        Near(RatingGrid.FromTable([[53, 5, 2], [11, 14, 5], [1, 6, 3]]).Cohen(weight), kappa, low, high);

    // sklearn.metrics.cohen_kappa_score([1,2,9,9,2,1,2,9], [1,9,9,2,2,1,1,9], weights=w).
    [Theory]
    [InlineData(Linear, 0.5862068965517242)]
    [InlineData(Quadratic, 0.7272727272727273)]
    public void Weights_ranks_instead_of_values(EvalAgreementWeight weight, double expected) =>
        Assert.Equal(expected, RatingGrid.Parse("12992129", "19922119").Cohen(weight).Value!.Value, 1e-12);

    [Fact]
    public void Names_the_method_of_the_interval() =>
        Assert.Equal(EvalIntervalMethod.FleissCohenEveritt, RatingGrid.FromTable([[20, 5], [10, 15]]).Cohen().Interval);

    [Fact]
    public void Is_narrower_at_a_lower_confidence_level()
    {
        AgreementFigure kappa = RatingGrid.FromTable([[20, 5], [10, 15]]).Cohen(confidenceLevel: 0.5);

        // scipy.stats.norm.ppf(.75) * 0.12699606293110033, the standard error of statsmodels.
        Assert.Equal(0.4 - (0.6744897501960817 * 0.12699606293110033), kappa.Low!.Value, 1e-9);
    }

    [Fact]
    public void Does_not_depend_on_which_rater_is_first()
    {
        AgreementFigure swapped = RatingGrid.FromTable([[53, 11, 1], [5, 14, 6], [2, 5, 3]]).Cohen(Linear);

        Near(swapped, 0.4923076923076922, 0.3517254678093234, 0.6328899168060611);
    }

    [Fact]
    public void Ignores_units_with_one_rater() =>
        Assert.Equal(
            RatingGrid.Parse("1122", "1212").Cohen(), RatingGrid.Parse("11229.", "1212.8").Cohen());

    [Fact]
    public void Is_one_without_width_for_complete_agreement() =>
        Near(RatingGrid.FromTable([[7, 0], [0, 3]]).Cohen(), 1, 1, 1);

    [Fact]
    public void Is_zero_if_one_rater_always_chooses_the_same_value() =>
        Assert.Equal(0, RatingGrid.FromTable([[7, 3], [0, 0]]).Cohen().Value!.Value, 1e-12);

    [Fact]
    public void Is_undefined_without_variation() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoVariation), RatingGrid.Parse("111", "111").Cohen());

    [Fact]
    public void Is_undefined_for_more_than_two_raters()
    {
        AgreementFigure kappa = RatingGrid.Parse("12", "12", "21").Cohen();

        Assert.Equal(
            AgreementFigure.Undefined("Cohen's kappa requires two raters, and there are 3: use -Pairwise or another statistic."),
            kappa);
    }

    [Fact]
    public void Is_undefined_for_one_rater() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.OneRater), RatingGrid.Parse("1212").Cohen());

    [Fact]
    public void Is_undefined_without_a_unit_that_both_rated() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoSharedUnit), RatingGrid.Parse("12..", "..12").Cohen());

    [Fact]
    public void Is_undefined_without_ratings() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoRatings), RatingGrid.Parse(".", ".").Cohen());

    private static void Near(AgreementFigure actual, double value, double low, double high)
    {
        Assert.Equal(value, actual.Value!.Value, 1e-9);
        Assert.Equal(low, actual.Low!.Value, 1e-9);
        Assert.Equal(high, actual.High!.Value, 1e-9);
    }
}
