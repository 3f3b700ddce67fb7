using System.Net;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public class GalileoCatalogTests
{
    private const string Id1 = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string Id2 = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";

    [Fact]
    public async Task Projects_are_read_with_all_fields_page_by_page()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""
                {"projects":[{"id":"{{Id1}}","name":"ä","description":"d","num_logstreams":2,"num_experiments":3,"bookmark":true,
                "labels":["sample"],"created_by_user":{"id":"{{Id2}}","email":"a@b.c"},"created_at":"2025-03-01T10:00:00Z",
                "updated_at":"2025-03-01T12:00:00+01:00","new":1}],"total_count":2,"next_starting_token":1}
                """)
            .Returns("""{"projects":[null,7,{"id":"x","name":null,"num_logstreams":"many"}],"next_starting_token":null}""");

        List<GalileoProject> projects = await AllAsync(new GalileoCatalog(transport).ListProjectsAsync(null, default));

        Assert.Equal(2, projects.Count);
        GalileoProject first = projects[0];
        Assert.Equal((Id1, "ä", "d", 2L, 3L, true), (first.ProjectId, first.Name, first.Description, first.LogStreamCount, first.ExperimentCount, first.IsBookmarked));
        Assert.Equal(["sample"], first.Labels);
        Assert.Equal("a@b.c", first.CreatedBy);
        Assert.Equal(new DateTime(2025, 3, 1, 11, 0, 0, DateTimeKind.Utc), first.UpdatedAt);
        Assert.Equal(DateTimeKind.Utc, first.CreatedAt!.Value.Kind);
        Assert.Equal(("x", ""), (projects[1].ProjectId, projects[1].Name));
        Assert.Null(projects[1].LogStreamCount);

        Assert.Equal(
            ["v2/projects/paginated?starting_token=0&limit=100", "v2/projects/paginated?starting_token=1&limit=100"],
            transport.Requests.Select(request => request.Path));
        Assert.All(transport.Requests, request => Assert.Equal("{}", request.Text));
        Assert.All(transport.Requests, request => Assert.Equal((HttpMethod.Post, EvalRetry.Read), (request.Request.Method, request.Request.Retry)));
    }

    [Fact]
    public async Task A_page_that_is_not_needed_is_not_requested()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"projects":[{"id":"{{Id1}}","name":"a"},{"id":"{{Id2}}","name":"b"}],"next_starting_token":2}""");

        await foreach (GalileoProject project in new GalileoCatalog(transport).ListProjectsAsync(null, default))
        {
            if (project.Name == "b")
                break;
        }

        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Log_streams_and_experiments_are_searched_by_name_in_their_project()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"log_streams":[{"id":"{{Id2}}","name":"p","num_traces":4,"num_spans":9}],"next_starting_token":5}""")
            .Returns("""{"log_streams":[]}""")
            .Returns($$$"""
                {"experiments":[{"id":"{{{Id2}}}","name":"e","project_id":"{{{Id1}}}","task_type":16,"num_sessions":1,"rank":2,
                "status":{"log_generation":{"progress_percent":0.5}},"dataset":{"dataset_id":"{{{Id1}}}","version_index":3},
                "experiment_group_name":"g","prompt_model":"m","aggregate_metrics":{"cost":1.5}}]}
                """);
        GalileoCatalog catalog = new(transport);

        GalileoLogStream stream = Assert.Single(await AllAsync(catalog.ListLogStreamsAsync(Id1.ToUpperInvariant(), "P", default)));
        GalileoExperiment experiment = Assert.Single(await AllAsync(catalog.ListExperimentsAsync(Id1, null, default)));

        Assert.Equal((Id2, "p", Id1, 4L, 9L), (stream.LogStreamId, stream.Name, stream.ProjectId, stream.TraceCount, stream.SpanCount));
        Assert.Equal((0.5, 1L, 2L, "g", Id1, 3L, "m"), (experiment.Progress, experiment.SessionCount, experiment.Rank, experiment.GroupName, experiment.DatasetId, experiment.DatasetVersionIndex, experiment.Model));
        Assert.Equal(1.5, experiment.Metrics!["cost"]);
        Assert.Equal($"v2/projects/{Id1}/log_streams/search", transport.Requests[0].Path);
        Assert.Equal($"v2/projects/{Id1}/experiments/search", transport.Requests[2].Path);
        JsonNode question = JsonNode.Parse(transport.Requests[0].Text)!;
        Assert.Equal("""[{"name":"name","operator":"eq","value":"P","case_sensitive":false}]""", question["filters"]!.ToJsonString());
        Assert.Equal((0, 100, true), ((int)question["starting_token"]!, (int)question["limit"]!, (bool)question["include_counts"]!));
        Assert.Equal(5, (int)JsonNode.Parse(transport.Requests[1].Text)!["starting_token"]!);
        Assert.Null(JsonNode.Parse(transport.Requests[2].Text)!["filters"]);
    }

    [Fact]
    public async Task Pages_that_only_repeat_known_projects_end_the_list()
    {
        RecordingTransport transport = new();
        for (int page = 1; page <= 20; page++)
            transport.Returns($$"""{"projects":[{"id":"a","name":"A"}],"next_starting_token":{{page * 100}} }""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(async () =>
        {
            await foreach (GalileoProject project in new GalileoCatalog(transport).ListProjectsAsync(null, default))
                Assert.Equal("a", project.ProjectId);
        });

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(3, transport.Requests.Count);
    }

    [Theory]
    [InlineData("""{"projects":{}}""")]
    [InlineData("""{"detail":"no"}""")]
    [InlineData("""{"projects":[],"next_starting_token":0}""")]
    [InlineData("""{"projects":[],"next_starting_token":"100"}""")]
    [InlineData("""{"projects":[],"next_starting_token":100.5}""")]
    [InlineData("""{"projects":[],"next_starting_token":true}""")]
    [InlineData("""[]""")]
    public async Task An_invalid_page_is_an_error(string page)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(page);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => AllAsync(new GalileoCatalog(transport).ListProjectsAsync(null, default)));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal("list projects", error.Operation);
    }

    [Fact]
    public void An_invalid_ID_sends_nothing()
    {
        using RecordingTransport transport = new();
        GalileoCatalog catalog = new(transport);

        Assert.Throws<EvalException>(() => { catalog.ListLogStreamsAsync("../x", null, default); });
        Assert.Throws<EvalException>(() => { catalog.ListExperimentsAsync("", null, default); });
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task An_ID_requires_no_request()
    {
        using RecordingTransport transport = new();

        Assert.Equal(Id1, await new GalileoCatalog(transport).ProjectIdAsync(Id1.ToUpperInvariant(), default));
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("Bot", Id2)]
    [InlineData("bot", Id1)]
    public async Task An_exact_match_is_preferred_over_a_match_in_another_case(string name, string id)
    {
        using RecordingTransport transport = Two();

        Assert.Equal(id, await new GalileoCatalog(transport).ProjectIdAsync(name, default));
    }

    [Fact]
    public async Task An_ambiguous_name_is_rejected_with_the_IDs()
    {
        using RecordingTransport transport = Two();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoCatalog(transport).ProjectIdAsync("BOT", default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Contains(Id1, error.Message, StringComparison.Ordinal);
        Assert.Contains(Id2, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_NotFound_with_the_nearest_names()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"log_streams":[]}""")
            .Returns($$"""{"log_streams":[{"id":"{{Id1}}","name":"production"},{"id":"{{Id2}}","name":"staging"}]}""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoCatalog(transport).LogStreamIdAsync(Id1, "prodution", default));

        Assert.Equal(EvalErrorCondition.NotFound, error.Condition);
        Assert.Contains("'production', 'staging'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Id1, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_does_not_match_the_only_other_object()
    {
        string other = $$"""{"projects":[{"id":"{{Id1}}","name":"production"}]}""";
        using RecordingTransport transport = new RecordingTransport().Returns(other).Returns(other);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoCatalog(transport).ProjectIdAsync("test", default));

        Assert.Equal(EvalErrorCondition.NotFound, error.Condition);
        Assert.Contains("'production'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_service_is_passed_on()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"detail":"no"}""", HttpStatusCode.Forbidden);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoCatalog(transport).ExperimentIdAsync(Id1, "x", default));

        Assert.Equal(EvalErrorCondition.Forbidden, error.Condition);
    }

    private static RecordingTransport Two() => new RecordingTransport()
        .Returns($$"""{"projects":[{"id":"{{Id1}}","name":"bot"},{"id":"{{Id2}}","name":"Bot"}]}""");

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
            all.Add(item);
        return all;
    }
}
