namespace GalileoEval.Sandbox;

/// <summary>The number of faults of one kind that a sandbox has injected.</summary>
public sealed class EvalSandboxFault
{
    /// <summary>Creates a count.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">The count.</param>
    public EvalSandboxFault(EvalSandboxFaultKind kind, long count)
    {
        Kind = kind;
        Count = count;
    }

    /// <summary>The kind.</summary>
    public EvalSandboxFaultKind Kind { get; }

    /// <summary>The count.</summary>
    public long Count { get; }

    /// <summary>Kind and count, such as <c>CutBody=3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}={Count}";
}

/// <summary>The kinds of faults that a sandbox can inject.</summary>
public enum EvalSandboxFaultKind
{
    /// <summary>429 without Retry-After; the request is not processed.</summary>
    TooManyRequests,

    /// <summary>429 with Retry-After: 1; the request is not processed.</summary>
    TooManyRequestsRetryAfter,

    /// <summary>500; the request is not processed.</summary>
    InternalServerError,

    /// <summary>502, as from a gateway that lost the response: the request is processed.</summary>
    BadGateway,

    /// <summary>503 without Retry-After; the request is not processed.</summary>
    ServiceUnavailable,

    /// <summary>The connection is closed without a response, before the request is processed.</summary>
    ResetBefore,

    /// <summary>The connection is closed without a response, after the request was processed.</summary>
    ResetAfter,

    /// <summary>The connection is closed halfway through the response.</summary>
    CutBody,

    /// <summary>The response stops halfway, and the connection stays open.</summary>
    StalledBody,

    /// <summary>The response is truncated halfway, as if it were complete.</summary>
    InvalidJson,

    /// <summary>An HTML page with status 200 instead of the response; the request is processed.</summary>
    Html,

    /// <summary>The correct response, with the media type text/plain.</summary>
    WrongContentType,

    /// <summary>The correct response, compressed with gzip.</summary>
    Gzip,

    /// <summary>A redirect to another origin; the request is not processed.</summary>
    Redirect,

    /// <summary>An error in the format of a service, with status 200; the request is processed.</summary>
    ErrorBody,
}
