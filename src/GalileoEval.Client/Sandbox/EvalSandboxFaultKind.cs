namespace GalileoEval.Sandbox;

/// <summary>What can go wrong on purpose between a client and a sandbox.</summary>
public enum EvalSandboxFaultKind
{
    /// <summary>429 without Retry-After; the request is not carried out.</summary>
    TooManyRequests,

    /// <summary>429 with Retry-After: 1; the request is not carried out.</summary>
    TooManyRequestsRetryAfter,

    /// <summary>500; the request is not carried out.</summary>
    InternalServerError,

    /// <summary>502, as a gateway says that lost the answer: the request is carried out.</summary>
    BadGateway,

    /// <summary>503 without Retry-After; the request is not carried out.</summary>
    ServiceUnavailable,

    /// <summary>The connection is closed without an answer, before the request is carried out.</summary>
    ResetBefore,

    /// <summary>The connection is closed without an answer, after the request was carried out.</summary>
    ResetAfter,

    /// <summary>The connection is closed half way through the answer.</summary>
    CutBody,

    /// <summary>The answer stops half way, and the connection stays open.</summary>
    StalledBody,

    /// <summary>The answer ends half way, as if it were whole.</summary>
    InvalidJson,

    /// <summary>A page in HTML with status 200 in place of the answer; the request is carried out.</summary>
    Html,

    /// <summary>The right answer, called text/plain.</summary>
    WrongContentType,

    /// <summary>The right answer, packed with gzip.</summary>
    Gzip,

    /// <summary>A redirect to another origin; the request is not carried out.</summary>
    Redirect,

    /// <summary>An error in the words of a service, with status 200; the request is carried out.</summary>
    ErrorBody,
}
