using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

/// <summary>A wait for very many tasks of two services at once: what a round costs, how soon an end is told, and what is
/// held. Measures the memory of the process, so nothing else runs beside it.</summary>
[Collection(nameof(AloneCollection))]
public sealed class EvalTaskWaiterRoundTests
{
    private const int GroundTruths = 10;
    private const int Batches = 5;
    private const int KolenaInterval = 5;
    private const int ScaleInterval = 60;

    private static readonly EvalWaitOptions Forever = new();

    [Theory]
    [InlineData(100, 200, GroundTruths, 10)]
    [InlineData(500, 1000, GroundTruths, 50)]
    public void A_round_takes_one_request_for_each_page(int validations, int tasks, int kolenaRequests, int scaleRequests)
    {
        using WaitRun run = new();
        FakeKolena kolena = KolenaWith(validations);
        FakeScale scale = ScaleWith(tasks);

        run.StartItems(Forever, [.. ItemsOf(kolena, validations), .. ItemsOf(scale, tasks)]);
        Assert.Equal(kolenaRequests, kolena.Transport.Take().Length);
        Assert.Equal(scaleRequests, scale.Transport.Take().Length);

        run.Advance(KolenaInterval);
        Assert.Equal(kolenaRequests, kolena.Transport.Take().Length);
        Assert.Empty(scale.Transport.Take());

        run.Advance(ScaleInterval - KolenaInterval);
        Assert.Equal(scaleRequests, scale.Transport.Take().Length);
        Assert.Empty(run.Results);

        EndAll(kolena, validations);
        EndAll(scale, tasks);
        run.Advance(ScaleInterval);

        Assert.True(run.IsOver);
        Assert.Equal((GroundTruths * validations) + (Batches * tasks), run.Results.Count);
        Assert.All(run.Results, result => Assert.Null(result.Error));
    }

    [Fact]
    public void Reports_an_end_within_one_interval_and_uses_no_memory_for_an_hour()
    {
        const int validations = 100;
        const int tasks = 200;
        const int hour = 3600;
        using WaitRun run = new();
        FakeKolena kolena = KolenaWith(validations);
        FakeScale scale = ScaleWith(tasks);
        Dictionary<string, int> ends = [];
        Dictionary<string, double> told = [];
        long before = 0;
        run.StartItems(Forever, [.. ItemsOf(kolena, validations), .. ItemsOf(scale, tasks)]);

        for (int second = 1; second <= hour; second++)
        {
            // Something ends every nine seconds, here and there.
            int number = second / 9;
            if (second % 18 == 0)
            {
                (long groundTruth, long id) = (1 + (number % GroundTruths), 1 + (number / GroundTruths));
                kolena.Set(groundTruth, id, "success");
                ends.Add(Name(new KolenaValidation { AgentId = 1, GroundTruthId = groundTruth, ValidationId = id }), second);
            }
            else if (second % 9 == 0)
            {
                string id = $"b{number % Batches}_{number / Batches}";
                scale.Set(id, "completed");
                ends.Add(Name(new ScaleTask { TaskId = id }), second);
            }

            run.Advance(1);
            foreach (EvalWaitResult result in run.Results)
                told.Add(Name(result.Task), second);
            run.Results.Clear();
            run.ResultTimes.Clear();
            Assert.InRange(kolena.Transport.Take().Length, 0, GroundTruths);
            Assert.InRange(scale.Transport.Take().Length, 0, 10 * Batches);
            if (second == hour / 6)
                before = Memory(run);
        }

        Assert.InRange(Memory(run) - before, long.MinValue, 128 * 1024);
        Assert.Equal(hour / 9, ends.Count);
        foreach ((string name, int end) in ends)
        {
            int interval = name.StartsWith("Scale", StringComparison.Ordinal) ? ScaleInterval : KolenaInterval;
            if (told.TryGetValue(name, out double second))
                Assert.InRange(second - end, 0, interval);
            else
                Assert.InRange(hour - end, 0, interval);
        }
    }

    private static FakeKolena KolenaWith(int validations)
    {
        FakeKolena kolena = new();
        for (int groundTruth = 1; groundTruth <= GroundTruths; groundTruth++)
            kolena.With(groundTruth, validations);
        return kolena;
    }

    private static FakeScale ScaleWith(int tasks)
    {
        FakeScale scale = new();
        for (int batch = 0; batch < Batches; batch++)
            scale.With($"b{batch}", tasks);
        return scale;
    }

    private static IEnumerable<EvalWaitItem> ItemsOf(FakeKolena kolena, int validations) =>
        from groundTruth in Enumerable.Range(1, GroundTruths)
        from id in Enumerable.Range(1, validations)
        select kolena.Item(groundTruth, id);

    private static IEnumerable<EvalWaitItem> ItemsOf(FakeScale scale, int tasks) =>
        from batch in Enumerable.Range(0, Batches)
        from number in Enumerable.Range(0, tasks)
        select scale.Item($"b{batch}", number);

    private static void EndAll(FakeKolena kolena, int validations)
    {
        foreach (int groundTruth in Enumerable.Range(1, GroundTruths))
        {
            foreach (int id in Enumerable.Range(1, validations))
                kolena.Set(groundTruth, id, "success");
        }
    }

    private static void EndAll(FakeScale scale, int tasks)
    {
        foreach (int batch in Enumerable.Range(0, Batches))
        {
            foreach (int number in Enumerable.Range(0, tasks))
                scale.Set($"b{batch}_{number}", "completed");
        }
    }

    private static string Name(IEvalTask task) => $"{task.Service} {task.Describe()}";

    private static long Memory(WaitRun run)
    {
        run.Progress.Clear();
        run.Progress.TrimExcess();
        run.Notes.Clear();
        run.Delays.Clear();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
