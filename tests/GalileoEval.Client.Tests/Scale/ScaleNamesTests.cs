using System.Net;
using GalileoEval.Errors;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleNamesTests
{
    private static readonly EvalException NotFound =
        EvalErrorReader.Read(EvalService.Scale, "list tasks", HttpStatusCode.NotFound, """{"error": "Batch not found."}""", null);

    [Fact]
    public async Task The_error_of_an_unknown_batch_contains_the_nearest_names()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"batches": [{"id": "1", "name": "week-10"}], "next_token": "n"}""")
            .Returns("""{"batches": [{"id": "2", "name": "week-1"}, {"id": "3"}]}""");

        EvalException error = await ExplainAsync(transport, NotFound, project: null, batch: "weak-1");

        Assert.Equal(EvalErrorCondition.NotFound, error.Condition);
        Assert.Equal(
            "Scale: list tasks failed (HTTP 404): Batch not found. There is no batch 'weak-1'. The nearest names are 'week-1', 'week-10'.",
            error.Message);
        Assert.Equal((HttpStatusCode.NotFound, "Batch not found."), (error.StatusCode, error.ServerMessage));
        Assert.Equal("v2/batches?limit=100&next_token=n", transport.Last.Path);
    }

    [Fact]
    public async Task The_error_names_the_unknown_one_of_project_and_batch()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"projects": [{"id": "p", "name": "Known"}]}""")
            .Returns("""{"batches": []}""");

        EvalException error = await ExplainAsync(transport, NotFound, project: "Known", batch: "b");

        Assert.EndsWith("There is no batch 'b'. The list is empty.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_hint_the_error_is_unchanged()
    {
        using RecordingTransport known = new RecordingTransport(EvalService.Scale)
            .Returns("""{"batches": [{"id": "1", "name": "b"}]}""");
        using RecordingTransport failing = new RecordingTransport(EvalService.Scale)
            .Returns("""{"error": "no"}""", HttpStatusCode.Forbidden);
        EvalException other = new(EvalErrorCondition.BadRequest, "no");

        Assert.Same(NotFound, await ExplainAsync(known, NotFound, project: null, batch: "b"));
        Assert.Same(NotFound, await ExplainAsync(failing, NotFound, project: "p", batch: null));
        Assert.Same(NotFound, await ExplainAsync(failing, NotFound, project: null, batch: null));
        Assert.Same(other, await ExplainAsync(known, other, project: null, batch: "c"));
        Assert.Single(known.Requests);
        Assert.Single(failing.Requests);
    }

    [Fact]
    public async Task The_search_for_names_ends_after_five_pages()
    {
        using RecordingTransport transport = new(EvalService.Scale);
        for (int page = 1; page <= 6; page++)
            transport.Returns($$"""{"batches": [{"id": "{{page}}", "name": "b{{page}}"}], "next_token": "n{{page}}"}""");

        Assert.Equal(5, (await new ScaleNames(new ScaleClient(transport)).BatchesAsync(CancellationToken.None)).Count);
    }

    private static Task<EvalException> ExplainAsync(RecordingTransport transport, EvalException failure, string? project, string? batch) =>
        new ScaleNames(new ScaleClient(transport)).ExplainAsync(failure, project, batch, null, CancellationToken.None);
}
