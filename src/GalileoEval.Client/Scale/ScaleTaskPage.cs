namespace GalileoEval.Scale;

/// <summary>One page of tasks. Response of <c>GET /v2/tasks</c>.</summary>
public sealed class ScaleTaskPage
{
    /// <summary>The tasks.</summary>
    public required EvalList<ScaleTask> Tasks { get; init => field = EvalList<ScaleTask>.WithoutNulls(value); }

    /// <summary>The next-page token, for a request with the same filters; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}
