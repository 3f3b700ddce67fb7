namespace GalileoEval.Http.Limits;

/// <summary>Identifies a token bucket.</summary>
/// <param name="Identity">Identifies the client: a hash, never the API key itself.</param>
/// <param name="OperationClass">The operations that are counted together.</param>
/// <param name="RequestsPerMinute">The limit.</param>
internal sealed record RateLimitKey(string Identity, string OperationClass, int RequestsPerMinute);
