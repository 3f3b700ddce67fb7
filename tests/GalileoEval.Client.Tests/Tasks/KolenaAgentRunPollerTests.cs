using System.Net;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class KolenaAgentRunPollerTests : IDisposable
{
    private static readonly EvalWaitOptions Forever = new();

    private readonly Dictionary<long, string> _runs = [];
    private readonly ServiceTransport _transport;
    private readonly KolenaAgentRunPoller _poller;
    private Func<string, string?> _before = _ => null;

    public KolenaAgentRunPollerTests()
    {
        _transport = new ServiceTransport(Respond);
        _poller = new KolenaAgentRunPoller(new KolenaClient(_transport));
    }

    public void Dispose() => _transport.Dispose();

    [Fact]
    public void Reads_a_single_run_by_its_id()
    {
        using WaitRun run = new();
        With(1);

        run.StartItems(Forever, Items(1)).Advance(5);

        Assert.Equal(Enumerable.Repeat("api/v1/client/agents/1/runs/1", 2), _transport.Paths);
    }

    [Fact]
    public void Reads_the_runs_of_one_agent_with_one_request_per_round()
    {
        using WaitRun run = new();
        With(3);

        run.StartItems(Forever, Items(1, 2, 3));
        Assert.Equal(["api/v1/client/agents/1/runs?page_number=0&page_size=3&run_ids=1&run_ids=2&run_ids=3"], _transport.Take());
        _runs[2] = "success";
        run.Advance(5);

        Assert.Single(_transport.Take());
        Assert.Equal(2, Assert.IsType<KolenaAgentRun>(Assert.Single(run.Results).Task).RunId);
    }

    [Fact]
    public void Splits_too_many_ids_for_one_address_into_several_requests()
    {
        using WaitRun run = new();
        With(401);

        run.StartItems(Forever, Items([.. _runs.Keys]));

        Assert.Equal(3, _transport.Paths.Count);
        Assert.All(_transport.Paths, path => Assert.InRange(path.Length, 1, 8000));
    }

    [Fact]
    public void A_missing_run_fails_alone()
    {
        using WaitRun run = new();
        With(2);

        run.StartItems(Forever, Items(1, 9, 2));

        Assert.Equal([EvalErrorCondition.NotFound], run.Conditions);
        Assert.Equal("agent 1, run 9", run.Results[0].Task.Describe());
        Assert.Equal(2, _transport.Take().Length);
    }

    [Fact]
    public void Reads_runs_one_by_one_after_an_unreadable_list()
    {
        using WaitRun run = new();
        With(2);
        _runs[2] = "failed";
        _before = path => path.Contains("page_number") ? "[]" : null;

        run.StartItems(Forever, Items(1, 2));

        Assert.Equal(3, _transport.Paths.Count);
        Assert.Equal(EvalState.Failed, Assert.Single(run.Results).Task.State);
    }

    [Fact]
    public void Ends_the_group_when_the_key_may_not_read_the_list()
    {
        using WaitRun run = new();
        With(2);
        _before = _ => ServiceTransport.Reject(EvalService.Kolena, HttpStatusCode.Forbidden);

        run.StartItems(Forever, Items(1, 2));

        Assert.Equal([EvalErrorCondition.Forbidden, EvalErrorCondition.Forbidden], run.Conditions);
        Assert.Single(_transport.Paths);
    }

    private void With(int count)
    {
        for (int id = 1; id <= count; id++)
            _runs.Add(id, "running");
    }

    private EvalWaitItem[] Items(params long[] ids) =>
        [.. ids.Select(id => new EvalWaitItem(new KolenaAgentRun { AgentId = 1, RunId = id }, _poller))];

    private string Respond(string path)
    {
        if (_before(path) is { } own)
            return own;

        string[] parts = path.Split(["runs/", "&run_ids="], StringSplitOptions.None);
        long[] ids = [.. parts.Skip(1).Select(long.Parse)];
        if (path.Contains("page_number"))
            return $$"""{"runs":[{{string.Join(",", ids.Where(_runs.ContainsKey).Select(Json))}}],"total_pages":1}""";
        return _runs.ContainsKey(ids[0])
            ? Json(ids[0])
            : ServiceTransport.Reject(EvalService.Kolena, HttpStatusCode.NotFound, """{"detail":"not here"}""");
    }

    private string Json(long id) => $$"""{"run_id":{{id}},"status":"{{_runs[id]}}"}""";
}
