namespace GalileoEval.Errors;

/// <summary>The condition of an error, the first part of a FullyQualifiedErrorId. Frozen: names are only
/// added.</summary>
public enum EvalErrorCondition
{
    /// <summary>400, or another 4xx without its own condition.</summary>
    BadRequest,

    /// <summary>422: the service rejected a field.</summary>
    ValidationError,

    /// <summary>401: the key or the password was not accepted.</summary>
    Unauthorized,

    /// <summary>402: the operation is not enabled for the account.</summary>
    PaymentRequired,

    /// <summary>403: the key lacks the permission.</summary>
    Forbidden,

    /// <summary>404: the object does not exist.</summary>
    NotFound,

    /// <summary>409: the object exists already, or its state does not allow the operation.</summary>
    Conflict,

    /// <summary>429: too many requests, even after retries.</summary>
    RateLimited,

    /// <summary>No response, or unfinished work, before the timeout.</summary>
    Timeout,

    /// <summary>5xx: the service failed.</summary>
    ServerError,

    /// <summary>The service could not be reached, or the connection was lost.</summary>
    ConnectionFailed,

    /// <summary>The response is not what the service documents: not JSON, truncated, or another structure.</summary>
    InvalidResponse,

    /// <summary>No connection and no key in the environment for the service.</summary>
    NoConnection,

    /// <summary>An invalid argument, rejected before anything is sent.</summary>
    InvalidArgument,

    /// <summary>An invalid scorer file, rejected before anything is sent.</summary>
    InvalidFile,

    /// <summary>The work was unsuccessful (only if success was required).</summary>
    TaskFailed,

    /// <summary>A gate did not pass: a rule failed or was inconclusive, or nothing was checked.</summary>
    GateFailed,
}
