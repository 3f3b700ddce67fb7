using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class ScaleBatchPollerTests
{
    [Fact]
    public void Warns_once_of_a_batch_that_waits_for_a_person()
    {
        using WaitRun run = new();
        string status = "staging";
        ServiceTransport transport = new(
            _ => $$"""{"id":"b","name":"n","project":"p","status":"{{status}}","created_at":"2025-01-02T03:04:05Z","metadata":{} }""");
        ScaleBatchPoller poller = new(new ScaleClient(transport));

        run.StartItems(new EvalWaitOptions(), [new EvalWaitItem(new ScaleBatch { BatchId = "b" }, poller)]).Advance(180);
        status = "in_progress";
        run.Advance(60);
        status = "paused";
        run.Advance(120);
        status = "cancelled";
        run.Advance(60);

        Assert.True(run.IsOver);
        Assert.Equal(EvalState.Canceled, Assert.Single(run.Results).Task.State);
        Assert.Equal(
            [
                "Scale: batch b is staging and does not end on its own. Finalize it. [FinalizeBatch]",
                "Scale: batch b is paused and does not end on its own. Resume it. [ResumeBatch]",
            ],
            run.Warnings);
        Assert.Equal(8, transport.Paths.Count);
    }
}
