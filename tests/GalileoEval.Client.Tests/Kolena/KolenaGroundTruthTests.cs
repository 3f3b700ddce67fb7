using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Kolena;

public class KolenaGroundTruthTests
{
    private const string Truth = """
        {"id":2,"version":3,"name":"Invoices","evaluation_instructions":"To the cent.",
        "runs":[{"user_defined_id":"inv-1","data":{"total":12.5}},{"user_defined_id":"inv-2","data":{}}]}
        """;

    [Fact]
    public async Task A_version_is_read_completely_with_its_agent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Truth);

        KolenaGroundTruth truth = await new KolenaClient(transport).GetGroundTruthAsync(1, 2, 3, default);

        Assert.Equal("api/v1/client/agents/1/ground_truths/2/versions/3", transport.Last.Path);
        Assert.Equal((1, 2, 3, 2), (truth.AgentId, truth.GroundTruthId, truth.GroundTruthVersion, truth.RunCount));
        Assert.Equal(("Invoices", "To the cent."), (truth.Name, truth.EvaluationInstructions));
        Assert.Equal("inv-1; inv-2", truth.Runs.ToString());
        Assert.Equal(12.5, truth.Runs[0].Data!["total"]);
    }

    // The service does not document the name of the list.
    [Theory]
    [InlineData("versions")]
    [InlineData("ground_truths")]
    public async Task A_list_of_versions_is_found_under_any_name(string name)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"{{name}}":[{{Truth}}],"total_pages":4,"page_number":0,"page_size":50}""");

        EvalPage<KolenaGroundTruth> page = await new KolenaClient(transport).ListGroundTruthVersionsAsync(1, 2, 0, 50, default);

        Assert.Equal("api/v1/client/agents/1/ground_truths/2/versions?page_number=0&page_size=50", transport.Last.Path);
        Assert.Equal((4, 3), (page.TotalPages, Assert.Single(page.Items).GroundTruthVersion));
    }

    [Theory]
    [InlineData("""{"total_pages":1}""")]
    [InlineData("""{"a":[],"b":[],"total_pages":1}""")]
    [InlineData("""{"versions":[{"id":2}],"total_pages":1}""")]
    public async Task A_list_with_another_structure_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).ListGroundTruthVersionsAsync(1, 2, 0, 50, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task A_ground_truth_is_created_with_one_request_that_is_not_retried()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Truth);

        KolenaGroundTruth made = await new KolenaClient(transport).CreateGroundTruthAsync(
            1, "Invoices", "To the \"cent\".", """[{"user_defined_id":"inv-1","data":{"total":12.5}}]""", default);

        Assert.Equal("api/v1/client/agents/1/ground_truths", transport.Last.Path);
        Assert.Equal((HttpMethod.Post, EvalRetry.Start), (transport.Last.Request.Method, transport.Last.Request.Retry));
        Assert.Equal("application/json; charset=utf-8", transport.Last.ContentType);
        Assert.Equal(
            """{"name":"Invoices","evaluation_instructions":"To the \u0022cent\u0022.","runs":[{"user_defined_id":"inv-1","data":{"total":12.5}}]}""",
            transport.Last.Text);
        Assert.Equal((1, 2, 3), (made.AgentId, made.GroundTruthId, made.GroundTruthVersion));
    }

    [Theory]
    [InlineData("", "[]")]
    [InlineData(" ", "[]")]
    [InlineData("x", "{}")]
    [InlineData("x", "[")]
    public async Task An_invalid_ground_truth_is_rejected_before_anything_is_sent(string name, string runs)
    {
        using RecordingTransport transport = new(EvalService.Kolena);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).CreateGroundTruthAsync(1, name, "", runs, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("-1", "'-1' is not a valid version of a ground truth.")]
    [InlineData("\"two\"", "'two' is not a valid version of a ground truth.")]
    [InlineData("1.5", "'1.5' is not a valid version of a ground truth.")]
    [InlineData("null", "a ground truth has no version.")]
    public async Task An_invalid_version_is_named(string version, string message)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns($$"""{"id":2,"version":{{version}},"runs":[]}""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).CreateGroundTruthAsync(1, "n", "", "[]", default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
