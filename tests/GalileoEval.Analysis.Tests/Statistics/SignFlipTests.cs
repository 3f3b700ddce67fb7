using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: all sign combinations by brute force in Python (<c>itertools.product([1, -1], repeat=n)</c>), which
/// scipy 1.10.1 <c>permutation_test(permutation_type='samples')</c> agrees with.</summary>
public class SignFlipTests
{
    [Theory]
    [InlineData(new double[] { 3, 1, -2, 4, 5, -1, 2, 2, 6, -3, 1, 4 }, 0.05859375)]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 2 }, 0.03125)]
    [InlineData(new double[] { 7 }, 1)]
    public void Exact_p_value_agrees_with_brute_force(double[] differences, double expected) =>
        Assert.Equal(expected, Value(differences), 1e-12);

    // scipy: permutation_test((y - x,), mean, permutation_type='samples', n_resamples=inf) -> 0.09375
    [Fact]
    public void Exact_p_value_agrees_with_scipy()
    {
        double[] x = [0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9];
        double[] y = [0.7, 0.9, 0.5, 0.6, 0.9, 0.45, 0.6, 0.8];

        Assert.Equal(0.09375, Value([.. x.Zip(y, (before, after) => after - before)], 1e-15), 1e-12);
    }

    [Fact]
    public void A_sum_within_the_rounding_error_is_zero() =>
        Assert.Equal(1, Value([0.1, 0.2, -0.3], 1e-15));

    [Fact]
    public void Zeros_have_no_effect() => Assert.Equal(Value([1, 2, 3, -1]), Value([0, 1, 2, 0, 3, -1, 0]));

    [Fact]
    public void There_is_no_p_value_without_differences() =>
        Assert.Null(SignFlip.PValue([0, 0], 0, RandomStream.Of(0), default));

    [Fact]
    public void Drawn_p_value_is_near_the_exact_one()
    {
        // 21 equal differences: beyond the exact test; the exact p value of 15 of them positive is binomial.
        double[] differences = [.. Enumerable.Range(0, 21).Select(i => i < 15 ? 1.0 : -1.0)];

        Assert.Equal(McNemar.PValue(15, 6)!.Value, Value(differences), 0.01);
    }

    [Fact]
    public void Drawn_p_value_counts_the_observed_signs()
    {
        double[] differences = [.. Enumerable.Repeat(1.0, 64)];

        Assert.Equal(1 / 10_000.0, Value(differences));
    }

    private static double Value(double[] differences, double rounding = 0) =>
        SignFlip.PValue(differences, rounding, RandomStream.Of(0, "test"), default)!.Value;
}
