using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Associates an HTTP message with its connection, and with the operation that it is an attempt of.</summary>
internal static class MessageExtensions
{
#if NET
    private static readonly HttpRequestOptionsKey<(WireConnection Connection, EvalRequest Operation)> Key = new("GalileoEval.Request");

    public static void Attach(this HttpRequestMessage message, WireConnection connection, EvalRequest operation) =>
        message.Options.Set(Key, (connection, operation));

    private static (WireConnection Connection, EvalRequest Operation) Attached(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out (WireConnection Connection, EvalRequest Operation) attached)
            ? attached
            : throw new InvalidOperationException("The message does not belong to an operation.");
#else
    private const string Key = "GalileoEval.Request";

    public static void Attach(this HttpRequestMessage message, WireConnection connection, EvalRequest operation) =>
        message.Properties[Key] = (connection, operation);

    private static (WireConnection Connection, EvalRequest Operation) Attached(HttpRequestMessage message) =>
        ((WireConnection, EvalRequest))message.Properties[Key];
#endif

    /// <summary>The connection of a message.</summary>
    public static WireConnection Connection(this HttpRequestMessage message) => Attached(message).Connection;

    /// <summary>The operation of a message.</summary>
    public static EvalRequest Operation(this HttpRequestMessage message) => Attached(message).Operation;

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
