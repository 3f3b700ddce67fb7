using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

public class RandomStreamTests
{
    // FNV-1a, SplitMix64 and xoshiro256** written again in Python with 64-bit masks.
    [Fact]
    public void Numbers_are_those_of_the_published_generators()
    {
        RandomStream random = RandomStream.Of(7, "correctness", null);

        ulong[] numbers = [random.Next(), random.Next(), random.Next()];

        Assert.Equal(Expected, numbers);
    }

    [Fact]
    public void Seed_metric_and_group_each_select_another_stream()
    {
        ulong[] first =
        [
            RandomStream.Of(0, "a", "b").Next(),
            RandomStream.Of(1, "a", "b").Next(),
            RandomStream.Of(0, "ab", "").Next(),
            RandomStream.Of(0, "a", null).Next(),
            RandomStream.Of(-1, "a", "b").Next(),
        ];

        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Indexes_are_equally_likely()
    {
        RandomStream random = RandomStream.Of(0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextIndex(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    private static readonly ulong[] Expected = [12310118967257327176, 2379475068848514021, 18422685826157834079];
}
