using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Associates an HTTP message with the operation that it is an attempt of.</summary>
internal static class OperationExtensions
{
#if NET
    private static readonly HttpRequestOptionsKey<EvalRequest> Key = new("GalileoEval.Request");

    public static void SetOperation(this HttpRequestMessage message, EvalRequest operation) =>
        message.Options.Set(Key, operation);

    public static EvalRequest Operation(this HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out EvalRequest? operation)
            ? operation
            : throw new InvalidOperationException("The message does not belong to an operation.");
#else
    private const string Key = "GalileoEval.Request";

    public static void SetOperation(this HttpRequestMessage message, EvalRequest operation) =>
        message.Properties[Key] = operation;

    public static EvalRequest Operation(this HttpRequestMessage message) => (EvalRequest)message.Properties[Key];
#endif

    /// <summary>Creates the body of one attempt.</summary>
    public static HttpContent? MakeContent(this EvalRequest operation) => operation switch
    {
        { Content: { } make } => make(),
        // .NET itself resends a message without a body if a pooled connection turns out to be closed. An operation that
        // starts work could then run twice. An empty body prevents it.
        { Retry: EvalRetry.Start } => new ByteArrayContent([]),
        _ => null,
    };
}
