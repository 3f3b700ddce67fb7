using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

public class DistributionTests
{
    [Fact]
    public void Few_different_numbers_are_counted_one_by_one()
    {
        EvalList<EvalScoreBin> bins = Distribution.OfNumbers([1, 1, 2.5, 4]);

        Assert.Equal("1=2; 2.5=1; 4=1", bins.ToString());
    }

    [Fact]
    public void Many_different_numbers_are_counted_in_round_ranges()
    {
        double[] values = [.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)];

        EvalList<EvalScoreBin> bins = Distribution.OfNumbers(values);

        Assert.Equal(10, bins.Count);
        Assert.Equal("0..0.1", bins[0].Label);
        Assert.Equal("0.3..0.4", bins[3].Label);
        Assert.Equal(0.4, bins[3].Upper);
        Assert.Equal(101, bins[9].Count);
    }

    public static TheoryData<double[]> Extremes => new()
    {
        { [-1.7e308, 1.7e308, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        { [1e-320, 2e-320, 3e-320, 4e-320, 5e-320, 6e-320, 7e-320, 8e-320, 9e-320, 1e-319, 1.1e-319] },
        { [.. Enumerable.Range(0, 12).Select(i => 1e16 + (2 * i))] },
        { [.. Enumerable.Range(-6, 13).Select(i => i * 0.37)] },
        { [.. Enumerable.Range(0, 50).Select(i => 99.5 + (i * 0.01))] },
    };

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Every_value_is_counted_once_in_at_most_ten_bins(double[] values)
    {
        double[] sorted = [.. values.Order()];

        EvalList<EvalScoreBin> bins = Distribution.OfNumbers(sorted);

        Assert.InRange(bins.Count, 1, 10);
        Assert.Equal(values.Length, bins.Sum(bin => bin.Count));
        Assert.All(bins, bin => Assert.True(double.IsFinite(bin.Lower!.Value) && double.IsFinite(bin.Upper!.Value)));
    }

    [Fact]
    public void Labels_beyond_the_hundredth_are_combined()
    {
        EvalList<EvalScoreBin> bins = Distribution.OfLabels(Enumerable.Range(0, 150).ToDictionary(i => $"l{i:000}", i => i + 1));

        Assert.Equal(101, bins.Count);
        Assert.Equal("l149", bins[0].Label);
        Assert.Equal(new EvalScoreBin { Label = "(other)", Count = 50 * 51 / 2 }, bins[100]);
    }
}
