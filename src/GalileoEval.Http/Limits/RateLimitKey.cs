namespace GalileoEval.Http.Limits;

/// <summary>What has a bucket of its own.</summary>
/// <param name="Identity">Who asks: a hash, never the key itself.</param>
/// <param name="OperationClass">The operations that are counted together.</param>
/// <param name="RequestsPerMinute">The limit.</param>
internal sealed record RateLimitKey(string Identity, string OperationClass, int RequestsPerMinute);
