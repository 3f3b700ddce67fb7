using System.Net;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Kolena;

public class KolenaClientTests
{
    [Theory]
    [InlineData("running", EvalState.Running)]
    [InlineData("success", EvalState.Succeeded)]
    [InlineData("failed", EvalState.Failed)]
    [InlineData("canceled", EvalState.Canceled)]
    [InlineData("cancelled", EvalState.Canceled)]
    [InlineData("pending", EvalState.Pending)]
    [InlineData("queued", EvalState.Pending)]
    [InlineData("paused", EvalState.Unknown)]
    public async Task Each_status_has_its_state(string status, EvalState expected)
    {
        KolenaValidation validation =
            await GetAsync($$"""{"id":3,"ground_truth_id":2,"ground_truth_version":4,"status":"{{status}}","results":null}""");

        Assert.Equal(status, validation.Status);
        Assert.Equal(expected, validation.State);
        Assert.Equal(expected is EvalState.Succeeded or EvalState.Failed or EvalState.Canceled, validation.IsFinal);
        Assert.Null(validation.Score);
    }

    [Fact]
    public async Task A_validation_is_read_completely_with_its_agent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(
            """{"ground_truth_id":2,"ground_truth_version":4,"id":3,"results":{"score":95.5,"x":1},"status":"success","y":[]}""");

        KolenaValidation validation = await new KolenaClient(transport).GetValidationAsync(1, 2, 3, default);

        EvalRequest request = transport.Last.Request;
        Assert.Equal("api/v1/client/agents/1/ground_truths/2/validations/3", request.Path);
        Assert.Equal("get validation", request.Operation);
        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Equal(EvalRetry.Read, request.Retry);
        Assert.Equal(600, request.RequestsPerMinute);
        Assert.Equal(EvalService.Kolena, validation.Service);
        Assert.Equal((1, 2, 3, 4), (validation.AgentId, validation.GroundTruthId, validation.ValidationId, validation.GroundTruthVersion));
        Assert.Equal(95.5, validation.Score);
        Assert.Equal("agent 1, ground truth 2, validation 3", validation.Describe());
    }

    [Theory]
    [InlineData("""{"id":3,"status":"success"}""", null, null)]
    [InlineData("""{"id":3,"status":"success","results":{"score":95},"ground_truth_version":1}""", 95.0, 1)]
    [InlineData("""{"id":3,"status":"success","results":7,"ground_truth_version":"1"}""", null, null)]
    [InlineData("""{"id":3,"status":"success","results":{"score":"95"},"ground_truth_version":1.5}""", null, null)]
    [InlineData("""{"id":3,"status":"success","results":{"score":1e999},"ground_truth_version":99999999999}""", null, null)]
    [InlineData("""{"id":3,"status":"success","results":{},"ground_truth_version":null}""", null, null)]
    public async Task Values_of_another_kind_are_ignored(string body, double? score, int? version)
    {
        KolenaValidation validation = await GetAsync(body);

        Assert.Equal(score, validation.Score);
        Assert.Equal(version, validation.GroundTruthVersion);
        Assert.Equal(3, validation.ValidationId);
    }

    [Fact]
    public async Task A_validation_without_an_ID_is_an_InvalidResponse_error()
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => GetAsync("""{"status":"success"}"""));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"status":7}""")]
    [InlineData("""{"status":"succ""")]
    public async Task A_response_with_another_structure_is_an_error(string body)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => GetAsync(body));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.StartsWith("Kolena: get validation ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 1, 1)]
    public async Task An_ID_below_one_is_rejected_before_anything_is_sent(long agentId, long groundTruthId, long validationId)
    {
        using RecordingTransport transport = new(EvalService.Kolena);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).GetValidationAsync(agentId, groundTruthId, validationId, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Equal(EvalService.Kolena, error.Service);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Each_validation_of_a_list_has_its_agent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns("""
            {"validations":[{"id":1,"ground_truth_id":20,"ground_truth_version":1,"status":"running"},null,
            {"id":9007199254740993,"ground_truth_id":20,"ground_truth_version":2,"status":"success","results":{"score":50}}],
            "total_pages":3,"page_number":1,"page_size":2}
            """);

        EvalPage<KolenaValidation> page = await new KolenaClient(transport).ListValidationsAsync(10, 20, 1, 1000, default);

        Assert.Equal("api/v1/client/agents/10/ground_truths/20/validations?page_number=1&page_size=1000", transport.Last.Path);
        Assert.Equal("list validations", transport.Last.Request.Operation);
        Assert.Null(transport.Last.Request.RequestsPerMinute);
        Assert.Equal((3, "2"), (page.TotalPages, page.NextToken));
        Assert.Equal([1L, 9007199254740993L], page.Items.Select(validation => validation.ValidationId));
        Assert.All(page.Items, validation => Assert.Equal((10L, 20L), (validation.AgentId, validation.GroundTruthId)));
        Assert.Equal([null, 50.0], page.Items.Select(validation => validation.Score));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"total_pages":1}""")]
    [InlineData("""{"validations":[]}""")]
    [InlineData("""{"validations":{},"total_pages":1}""")]
    [InlineData("""{"validations":[],"total_pages":"1"}""")]
    [InlineData("""{"validations":[7],"total_pages":1}""")]
    [InlineData("""{"validations":[{"status":"success"}],"total_pages":1}""")]
    [InlineData("""{"validations":[{"id":1}],"total_pages":1}""")]
    [InlineData("""{"validations":[{"id":1e30,"status":"success"}],"total_pages":1}""")]
    public async Task A_list_with_another_structure_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).ListValidationsAsync(1, 2, 0, 50, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(0, 0)]
    [InlineData(0, 1001)]
    public async Task An_unsupported_page_is_rejected(int pageNumber, int pageSize)
    {
        using RecordingTransport transport = new(EvalService.Kolena);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).ListValidationsAsync(1, 2, pageNumber, pageSize, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_connection_test_requests_one_agent()
    {
        using RecordingTransport transport =
            new RecordingTransport(EvalService.Kolena).Returns("""{"agents":[],"total_pages":0,"page_number":0,"page_size":1}""");

        await new KolenaClient(transport).TestAsync(default);

        Assert.Equal("api/v1/client/agents?page_number=0&page_size=1", transport.Last.Path);
        Assert.Equal("list agents", transport.Last.Request.Operation);
        Assert.Equal(600, transport.Last.Request.RequestsPerMinute);
    }

    [Fact]
    public async Task The_error_of_the_service_is_passed_on()
    {
        using RecordingTransport transport =
            new RecordingTransport(EvalService.Kolena).Returns("""{"detail":"Not authenticated"}""", HttpStatusCode.Unauthorized);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new KolenaClient(transport).TestAsync(default));

        Assert.Equal(EvalErrorCondition.Unauthorized, error.Condition);
        Assert.Equal("Not authenticated", error.ServerMessage);
    }

    [Fact]
    public void A_reference_has_the_state_Unknown()
    {
        KolenaValidation reference = new() { AgentId = 1, GroundTruthId = 2, ValidationId = 3 };

        Assert.Equal(EvalState.Unknown, reference.State);
        Assert.False(reference.IsFinal);
    }

    private static async Task<KolenaValidation> GetAsync(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);
        return await new KolenaClient(transport).GetValidationAsync(1, 2, 3, default);
    }
}
