namespace GalileoEval.Errors;

/// <summary>What went wrong, as the first part of a FullyQualifiedErrorId. Frozen: names are only ever added.</summary>
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

    /// <summary>403: the key may not do this.</summary>
    Forbidden,

    /// <summary>404: the object does not exist.</summary>
    NotFound,

    /// <summary>409: the object is there already, or in a state that does not allow this.</summary>
    Conflict,

    /// <summary>429: too many requests, and retries did not help.</summary>
    RateLimited,

    /// <summary>No response, or no completion of the work, in time.</summary>
    Timeout,

    /// <summary>5xx: the service failed.</summary>
    ServerError,

    /// <summary>The service could not be reached, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>The response is not what the service documents: not JSON, truncated, or another structure.</summary>
    InvalidResponse,

    /// <summary>No connection, and no key in the environment, for the service.</summary>
    NoConnection,

    /// <summary>An invalid argument, rejected before anything is sent.</summary>
    InvalidArgument,

    /// <summary>An invalid scorer file, rejected before anything is sent.</summary>
    InvalidFile,

    /// <summary>The work ended, but not well (only where success was required).</summary>
    TaskFailed,

    /// <summary>A gate did not pass: a rule failed or was inconclusive, or nothing was checked.</summary>
    GateFailed,
}
