using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Ties a message on the wire to the operation that it is a try of.</summary>
internal static class OperationExtensions
{
#if NET
    private static readonly HttpRequestOptionsKey<EvalRequest> Key = new("GalileoEval.Request");

    public static void SetOperation(this HttpRequestMessage message, EvalRequest operation) =>
        message.Options.Set(Key, operation);

    public static EvalRequest Operation(this HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out EvalRequest? operation)
            ? operation
            : throw new InvalidOperationException("The message belongs to no operation.");
#else
    private const string Key = "GalileoEval.Request";

    public static void SetOperation(this HttpRequestMessage message, EvalRequest operation) =>
        message.Properties[Key] = operation;

    public static EvalRequest Operation(this HttpRequestMessage message) => (EvalRequest)message.Properties[Key];
#endif

    /// <summary>Makes the body of one try.</summary>
    public static HttpContent? MakeContent(this EvalRequest operation) => operation switch
    {
        { Content: { } make } => make(),
        // A message without a body is sent again by .NET itself when a kept connection turns out to be closed; for what
        // starts something that may be the second time. An empty body forbids it.
        { Retry: EvalRetry.Start } => new ByteArrayContent([]),
        _ => null,
    };
}
