namespace GalileoEval.Scale;

/// <summary>One page of batches. Response of <c>GET /v2/batches</c>.</summary>
public sealed class ScaleBatchPage
{
    /// <summary>The batches.</summary>
    public required EvalList<ScaleBatch> Batches { get; init => field = EvalList<ScaleBatch>.WithoutNulls(value); }

    /// <summary>The next-page token, for a request with the same filters; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}
