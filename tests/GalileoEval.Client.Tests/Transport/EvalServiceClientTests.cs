using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Transport;

public class EvalServiceClientTests
{
    [Theory]
    [InlineData(EvalService.Galileo, "get code scorer validation")]
    [InlineData(EvalService.Kolena, "get validation")]
    [InlineData(EvalService.Scale, "get task")]
    public async Task A_disposed_connection_is_a_NoConnection_error(EvalService service, string operation)
    {
        RecordingTransport transport = new(service);
        transport.Dispose();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => AskAsync(service, transport));

        Assert.Equal(EvalErrorCondition.NoConnection, error.Condition);
        Assert.Equal(service, error.Service);
        Assert.Equal(operation, error.Operation);
        Assert.StartsWith($"{service}: {operation} ", error.Message, StringComparison.Ordinal);
        Assert.Equal(EvalNextStep.Connect, error.NextStep);
        Assert.IsType<ObjectDisposedException>(error.InnerException);
        Assert.False(error.IsTransient);
    }

    private static Task AskAsync(EvalService service, IEvalTransport transport) => service switch
    {
        EvalService.Galileo =>
            new GalileoClient(transport).GetValidationAsync("7c9e6679-7425-40de-944b-e07fc1f90ae7", CancellationToken.None),
        EvalService.Kolena => new KolenaClient(transport).GetValidationAsync(1, 2, 3, CancellationToken.None),
        _ => new ScaleClient(transport).GetTaskAsync("task_1", null, null, CancellationToken.None),
    };
}
