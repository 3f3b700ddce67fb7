namespace GalileoEval.Transport;

/// <summary>When a request may be sent again.</summary>
public enum EvalRetry
{
    /// <summary>A read: sent again after any transient failure.</summary>
    Read,

    /// <summary>Starts or changes something: retried only if it certainly was not received (connection refused, 429,
    /// 503 with Retry-After).</summary>
    Start,
}
