using System.Net;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Kolena;

public class StartValidationTests
{
    [Theory]
    [InlineData("""{"validation_id":7}""")]
    [InlineData("""{"id":7}""")]
    public async Task A_started_validation_is_a_reference_to_it(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body, HttpStatusCode.Created);

        KolenaValidation started = await new KolenaClient(transport).StartValidationAsync(1, 2, default);

        EvalRequest request = transport.Last.Request;
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("api/v1/client/agents/1/ground_truths/2/validations", request.Path);
        Assert.Equal(EvalRetry.Start, request.Retry);
        Assert.Null(request.Content);
        Assert.Equal((1, 2, 7), (started.AgentId, started.GroundTruthId, started.ValidationId));
        Assert.Equal(EvalState.Unknown, started.State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"validation_id":"7"}""")]
    public async Task A_response_without_an_ID_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).StartValidationAsync(1, 2, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public async Task An_ID_below_one_is_rejected_before_anything_is_sent(long agentId, long groundTruthId)
    {
        using RecordingTransport transport = new(EvalService.Kolena);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).StartValidationAsync(agentId, groundTruthId, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }
}
