namespace GalileoEval.Transport;

/// <summary>A request for one operation of a service.</summary>
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

    /// <summary>Whether the response is streamed to a target. Its length is then unlimited, and the timeout applies to
    /// the pause between two parts of the response.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Receives the number of bytes of the body that an attempt has sent so far, from any thread. Set it for a
    /// large body: the timeout then restarts with every part that is sent. Null for a small body.</summary>
    public IProgress<long>? Sent { get; init; }

    /// <summary>When the request may be sent again.</summary>
    public EvalRetry Retry { get; init; } = EvalRetry.Read;

    /// <summary>The documented limit of this operation in requests per minute and user; null if the service
    /// documents none.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Called before every delay; returns the remaining time of the caller. A longer delay is not started.
    /// Null, or a null result, for no limit.</summary>
    public Func<TimeSpan?>? TimeLeft { get; init; }

    /// <summary>Receives the progress of requests; null for none.</summary>
    public IEvalObserver? Observer { get; init; }
}

/// <summary>When a request may be sent again.</summary>
public enum EvalRetry
{
    /// <summary>A read: sent again after any transient failure.</summary>
    Read,

    /// <summary>Starts or changes something: retried only if it certainly was not received (connection refused, 429,
    /// 503 with Retry-After).</summary>
    Start,
}

/// <summary>A successful (2xx) response whose body has not been read yet.</summary>
public sealed class EvalResponse
{
    /// <summary>The body as a stream, decompressed.</summary>
    public required Stream Body { get; init; }

    /// <summary>The media type, such as <c>application/json</c>; null if the response has none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The version of the object (the header ETag); null if the response has none.</summary>
    public string? Tag { get; init; }

    /// <summary>Masks the secrets of the connection in a text of the response. Call it before the text is truncated for
    /// an error, because a truncated secret would not be recognized. By default it changes nothing.</summary>
    public Func<string, string> Scrub { get; init; } = static text => text;
}
