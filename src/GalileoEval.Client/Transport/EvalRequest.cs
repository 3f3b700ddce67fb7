namespace GalileoEval.Transport;

/// <summary>One operation of a service, before it travels.</summary>
public sealed record EvalRequest
{
    /// <summary>The name of the operation, for messages, such as <c>get task</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Path and query below the connection's base address, without a leading slash, already escaped.</summary>
    public required string Path { get; init; }

    /// <summary>Creates a new body for every attempt; null for no body.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The version that the object must have (the header If-Match); null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether the response is written somewhere as it arrives. Then its length is not limited, and the timeout applies to the
    /// pause between two parts of the response, not to the whole.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Receives how many bytes of the body an attempt has sent so far, from any thread. Set it for a body that takes
    /// long to send: the timeout then starts again with every part that is sent. Null for a short body.</summary>
    public IProgress<long>? Sent { get; init; }

    /// <summary>When the request may be sent again.</summary>
    public EvalRetry Retry { get; init; } = EvalRetry.Read;

    /// <summary>The documented limit of this operation in requests per minute and user; null if the service
    /// documents none.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Returns how long the caller will wait, before every delay: a longer delay is not started. Null,
    /// or null as the result, for no limit.</summary>
    public Func<TimeSpan?>? TimeLeft { get; init; }

    /// <summary>Receives the progress of requests; null for none.</summary>
    public IEvalObserver? Observer { get; init; }
}
