using System.Net;
using GalileoEval.Galileo;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class GalileoExperimentPollerTests
{
    private const string Id = "6f1c1e0a-7d0c-4c57-9f1b-0d9a3d3c2b1a";
    private const string ProjectId = "0b5f6c2e-1111-4222-8333-444455556666";
    private const string Base = $"v2/projects/{ProjectId}/experiments/{Id}";

    private string _experiment = Experiment(1, traces: 2);
    private string _traces = Records("success", "success");
    private string _spans = """{"records":[]}""";
    private string? _settings = Settings("correctness");

    [Fact]
    public void While_the_log_is_written_a_poll_is_one_request()
    {
        using WaitRun run = new();
        _experiment = Experiment(0.5, traces: 1);
        ServiceTransport transport = Start(run);
        run.Advance(12);

        Assert.Equal([Base, Base, Base, Base], transport.Take());
        Assert.Empty(run.Warnings);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Records_are_read_up_to_the_first_score_that_is_not_final()
    {
        using WaitRun run = new();
        _traces = Records("success", "computing");
        ServiceTransport transport = Start(run);

        Assert.Equal([Base, $"v2/projects/{ProjectId}/traces/search"], transport.Take());
        Assert.False(run.IsOver);
    }

    [Fact]
    public void The_wait_ends_when_every_score_has_ended()
    {
        using WaitRun run = new();
        _traces = Records("success", "pending");
        ServiceTransport transport = Start(run);
        _traces = Records("success", "not_applicable");
        _spans = Records("roll_up");
        transport.Take();
        run.Advance(2);

        Assert.Equal(
            [Base, $"v2/projects/{ProjectId}/traces/search", $"v2/projects/{ProjectId}/spans/search", Base + "/metric_settings"], transport.Take());
        GalileoExperiment experiment = ResultOf(run);
        Assert.Equal((EvalState.Succeeded, 2, 0, 1), (experiment.State, experiment.ScoredCount, experiment.FailedCount, experiment.NotApplicableCount));
        Assert.Equal("not_applicable,roll_up,success", experiment.Status);
        Assert.Equal(0.25, experiment.Metrics!["average_correctness"]);
    }

    [Fact]
    public void A_score_that_failed_fails_the_experiment()
    {
        using WaitRun run = new();
        _traces = Records("success", "error");
        Start(run);

        GalileoExperiment experiment = ResultOf(run);
        Assert.Equal((EvalState.Failed, 1, 1), (experiment.State, experiment.ScoredCount, experiment.FailedCount));
    }

    [Fact]
    public void A_progress_of_zero_is_no_progress_where_there_are_traces()
    {
        using WaitRun run = new();
        _experiment = Experiment(0, traces: 2);
        Start(run);

        Assert.Equal(EvalState.Succeeded, ResultOf(run).State);
    }

    [Fact]
    public void An_experiment_without_records_is_waited_for_with_one_warning()
    {
        using WaitRun run = new();
        _experiment = Experiment(0, traces: 0);
        ServiceTransport transport = Start(run);
        run.Advance(600);

        Assert.Contains("has had no records for 30 s", Assert.Single(run.Warnings));
        Assert.All(transport.Take(), path => Assert.Equal(Base, path));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Without_any_score_the_wait_ends_if_no_scorer_is_enabled()
    {
        using WaitRun run = new();
        _traces = Records(null, null);
        _settings = """{"scorers":[]}""";
        Start(run);

        GalileoExperiment experiment = ResultOf(run);
        Assert.Equal((EvalState.Succeeded, 0, 0), (experiment.State, experiment.ScoredCount, experiment.FailedCount));
        Assert.Empty(run.Warnings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_any_score_the_wait_goes_on_if_a_scorer_is_enabled_or_may_be(bool isKnown)
    {
        using WaitRun run = new();
        _traces = Records(null, null);
        _settings = isKnown ? Settings("correctness") : null;
        Start(run);
        run.Advance(600);

        Assert.Contains("has had no scores for 30 s", Assert.Single(run.Warnings));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void A_scorer_that_has_not_begun_is_waited_for_but_not_for_ever()
    {
        using WaitRun run = new();
        _settings = Settings("correctness", "late");
        Start(run);
        run.Advance(29);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.Contains("has no score of the scorer late, which is enabled", Assert.Single(run.Warnings));
        Assert.Equal(EvalState.Succeeded, ResultOf(run).State);
    }

    [Fact]
    public void A_scorer_that_begins_late_ends_the_wait_without_a_warning()
    {
        using WaitRun run = new();
        _settings = Settings("correctness", "late");
        Start(run);
        _traces = Records("success", "success").Replace("\"correctness\":", "\"late\":{\"status_type\":\"success\"},\"correctness\":", StringComparison.Ordinal);
        run.Advance(2);

        Assert.Equal(4, ResultOf(run).ScoredCount);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Traces_that_cannot_be_read_yet_are_waited_for_with_one_warning()
    {
        using WaitRun run = new();
        _experiment = Experiment(1, traces: 3);
        Start(run);
        run.Advance(600);

        Assert.Contains("has 3 traces, of which 2 can be read", Assert.Single(run.Warnings));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void The_time_for_a_late_scorer_begins_again_when_a_score_is_pending_meanwhile()
    {
        using WaitRun run = new();
        _settings = Settings("correctness", "late");
        Start(run);
        run.Advance(19);
        _traces = Records("success", "computing");
        run.Advance(1);
        _traces = Records("success", "success");
        run.Advance(20);

        Assert.False(run.IsOver);
    }

    [Fact]
    public void A_record_without_a_type_is_a_trace()
    {
        using WaitRun run = new();
        _traces = Records("success", "success").Replace("\"type\":\"trace\",", "", StringComparison.Ordinal);
        Start(run);

        Assert.Equal(EvalState.Succeeded, ResultOf(run).State);
    }

    [Fact]
    public void Not_computed_is_final_when_it_stays()
    {
        using WaitRun run = new();
        _traces = Records("success", "not_computed");
        Start(run);
        run.Advance(11);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.Equal((EvalState.Succeeded, 1, 1), (ResultOf(run).State, ResultOf(run).ScoredCount, ResultOf(run).NotApplicableCount));
    }

    [Fact]
    public void An_unknown_status_is_warned_of_once_and_is_no_end()
    {
        using WaitRun run = new();
        _traces = Records("success", "brand_new");
        Start(run);
        run.Advance(600);

        Assert.Contains("'brand_new' of a score is unknown", Assert.Single(run.Warnings));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void An_experiment_that_does_not_exist_ends_with_its_error()
    {
        using WaitRun run = new();
        _experiment = "";
        Start(run);

        Assert.Contains("not found", Assert.Single(run.Results).Error!.Message);
    }

    [Theory]
    [InlineData("""{"log_generation":{"progress_percent":0.4},"scoring":{"progress_percent":0}}""", 2, EvalState.Running, "log_generation 0.4, scoring 0")]
    [InlineData("""{"log_generation":{"progress_percent":0}}""", 0, EvalState.Pending, "log_generation 0")]
    [InlineData("""{"log_generation":{"progress_percent":0}}""", 2, EvalState.Unknown, "log_generation 0")]
    [InlineData("""{"log_generation":{"progress_percent":1}}""", 0, EvalState.Unknown, null)]
    [InlineData("""{"log_generation":{"progress_percent":1}}""", 2, EvalState.Unknown, null)]
    [InlineData("\"paused\"", 2, EvalState.Unknown, "paused")]
    [InlineData("null", 0, EvalState.Pending, null)]
    [InlineData("{}", null, EvalState.Unknown, null)]
    [InlineData("[7]", 2, EvalState.Unknown, null)]
    public async Task The_state_of_an_experiment_is_no_more_than_the_response_says(string status, int? traces, EvalState state, string? text)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(
            $$"""{"id":"{{Id}}","project_id":"{{ProjectId}}","num_traces":{{traces?.ToString() ?? "null"}},"status":{{status}}}""");

        GalileoExperiment experiment = await new GalileoClient(transport).GetExperimentAsync(ProjectId, Id, default);

        Assert.Equal((state, text, false), (experiment.State, experiment.Status, experiment.IsFinal));
        Assert.Null(experiment.ScoredCount);
    }

    private ServiceTransport Start(WaitRun run)
    {
        ServiceTransport transport = new(path => path switch
        {
            Base => _experiment.Length > 0 ? _experiment : ServiceTransport.Reject(EvalService.Galileo, HttpStatusCode.NotFound, """{"detail":"not found"}"""),
            Base + "/metric_settings" => _settings ?? ServiceTransport.Reject(EvalService.Galileo, HttpStatusCode.NotFound),
            _ => path.Contains("/traces/", StringComparison.Ordinal) ? _traces : _spans,
        });
        GalileoExperiment reference = new() { ProjectId = ProjectId, ExperimentId = Id, Name = "" };
        run.StartItems(new EvalWaitOptions(), [new EvalWaitItem(reference, new GalileoExperimentPoller(new GalileoClient(transport), run.Clock))]);
        return transport;
    }

    private static GalileoExperiment ResultOf(WaitRun run) => Assert.IsType<GalileoExperiment>(Assert.Single(run.Results).Task);

    private static string Experiment(double progress, int traces) =>
        FormattableString.Invariant($$"""
        {"id":"{{Id}}","name":"e","project_id":"{{ProjectId}}","num_traces":{{traces}},"aggregate_metrics":{"average_correctness":0.25},
        "status":{"log_generation":{"progress_percent":{{progress}}} } }
        """);

    private static string Settings(params string[] names) =>
        $$"""{"scorers":[{{string.Join(",", names.Select(name => $$"""{"id":"{{name}}-id","name":"{{name}}","scorer_type":"llm"}"""))}}]}""";

    private static string Records(params string?[] statuses) => $$"""{"records":[{{string.Join(",", statuses.Select(Record))}}],"next_starting_token":null}""";

    private static string Record(string? status, int number)
    {
        string score = status is null ? "" : $$""","correctness":{"status_type":"{{status}}","value":0.5}""";
        return $$"""{"id":"{{number}}{{status}}","type":"{{(status == "roll_up" ? "llm" : "trace")}}","metric_info":{"duration_ns":{"status_type":"success"}{{score}} } }""";
    }
}
