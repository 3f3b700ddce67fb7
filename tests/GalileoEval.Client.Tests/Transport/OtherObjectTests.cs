using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;
using GalileoEval.Tests.Tasks;

namespace GalileoEval.Tests.Transport;

/// <summary>A response about another object than the request named.</summary>
public class OtherObjectTests
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string OtherId = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";

    private static readonly Dictionary<string, (EvalService Service, string Body, Func<RecordingTransport, Task> Send)> s_reads = new()
    {
        ["task"] = (EvalService.Scale, """{"task_id":"other","status":"completed"}""",
            transport => new ScaleClient(transport).GetTaskAsync("mine", null, null, default)),
        ["batch"] = (EvalService.Scale, """{"id":"other","name":"B"}""",
            transport => new ScaleClient(transport).GetBatchAsync("mine", null, default)),
        ["project"] = (EvalService.Scale, """{"id":"other","name":"P"}""",
            transport => new ScaleClient(transport).GetProjectAsync("mine", null, default)),
        ["validation"] = (EvalService.Kolena, """{"id":4,"status":"success"}""",
            transport => new KolenaClient(transport).GetValidationAsync(1, 2, 3, default)),
        ["validation of another ground truth"] = (EvalService.Kolena, """{"id":3,"ground_truth_id":9,"status":"success"}""",
            transport => new KolenaClient(transport).GetValidationAsync(1, 2, 3, default)),
        ["list of another ground truth"] = (EvalService.Kolena, """{"validations":[{"id":3,"ground_truth_id":9,"status":"success"}],"total_pages":1}""",
            transport => new KolenaClient(transport).ListValidationsAsync(1, 2, 0, 50, default)),
        ["agent"] = (EvalService.Kolena, """{"id":4}""", transport => new KolenaClient(transport).GetAgentAsync(3, default)),
        ["run"] = (EvalService.Kolena, """{"run_id":4,"status":"success"}""",
            transport => new KolenaClient(transport).GetRunAsync(1, 3, default)),
        ["run of another agent"] = (EvalService.Kolena, """{"run_id":3,"agent_id":2,"status":"success"}""",
            transport => new KolenaClient(transport).GetRunAsync(1, 3, default)),
        ["version"] = (EvalService.Kolena, """{"id":2,"version":4}""",
            transport => new KolenaClient(transport).GetGroundTruthAsync(1, 2, 3, default)),
        ["version of another ground truth"] = (EvalService.Kolena, """{"id":9,"version":3}""",
            transport => new KolenaClient(transport).GetGroundTruthAsync(1, 2, 3, default)),
        ["code scorer validation"] = (EvalService.Galileo, $$"""{"id":"{{OtherId}}","status":"completed"}""",
            transport => new GalileoClient(transport).GetValidationAsync(Id, default)),
        ["record of another project"] = (EvalService.Galileo, $$"""{"records":[{"id":"r","project_id":"{{OtherId}}"}]}""",
            transport => new GalileoClient(transport).GetLogRecordValidationAsync(Id, Id, default)),
    };

    public static TheoryData<string> Reads => new(s_reads.Keys);

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_rejects_a_response_about_another_object(string name)
    {
        (EvalService service, string body, Func<RecordingTransport, Task> send) = s_reads[name];
        using RecordingTransport transport = new RecordingTransport(service).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => send(transport));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(service, error.Service);
        Assert.Contains("was requested", error.Message);
        Assert.False(error.IsRetriable);
    }

    [Fact]
    public async Task An_id_in_other_case_is_the_same()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"task_id":"ABC"}""");

        Assert.Equal("ABC", (await new ScaleClient(transport).GetTaskAsync("abc", null, null, default)).TaskId);
    }

    [Fact]
    public void A_wait_for_a_task_ends_with_it()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ => """{"task_id":"t0","batch":"b","status":"completed"}""");
        ScaleTaskPoller poller = new(new ScaleClient(transport));

        run.StartItems(
            new EvalWaitOptions(),
            [.. Enumerable.Range(0, 3).Select(id => new EvalWaitItem(new ScaleTask { TaskId = $"t{id}" }, poller))]).Advance(180);

        Assert.True(run.IsOver);
        Assert.Equal([null, EvalErrorCondition.InvalidResponse, EvalErrorCondition.InvalidResponse], run.Conditions);
    }

    [Fact]
    public void A_wait_for_a_validation_ends_with_it()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ => """{"id":7,"status":"success","results":{"score":90}}""");
        KolenaValidationPoller poller = new(new KolenaClient(transport));

        run.StartItems(
            new EvalWaitOptions(),
            [new EvalWaitItem(new KolenaValidation { AgentId = 1, GroundTruthId = 2, ValidationId = 3 }, poller)]).Advance(60);

        Assert.Equal([EvalErrorCondition.InvalidResponse], run.Conditions);
        Assert.Null(((KolenaValidation)run.Results[0].Task).Score);
    }

    [Fact]
    public void A_poll_of_a_group_rejects_a_response_about_another_task()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(path => path.Contains("tasks?", StringComparison.Ordinal)
            ? """{"tasks":[{"task_id":"other","batch":"b","status":"completed"}]}"""
            : """{"task_id":"other","batch":"b","status":"completed"}""");
        ScaleTaskPoller poller = new(new ScaleClient(transport));

        run.StartItems(
            new EvalWaitOptions(),
            [.. Enumerable.Range(0, 4).Select(id => new EvalWaitItem(new ScaleTask { TaskId = $"t{id}", BatchId = "b" }, poller))]).Advance(300);

        Assert.Equal(Enumerable.Repeat<EvalErrorCondition?>(EvalErrorCondition.InvalidResponse, 4), run.Conditions);
    }
}
