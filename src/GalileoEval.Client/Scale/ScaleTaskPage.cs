namespace GalileoEval.Scale;

/// <summary>One page of tasks. Answer of <c>GET /v2/tasks</c>.</summary>
public sealed class ScaleTaskPage
{
    /// <summary>The tasks.</summary>
    public required EvalList<ScaleTask> Tasks { get; init => field = EvalList<ScaleTask>.WithoutNulls(value); }

    /// <summary>What to ask the next page with, under the same filters; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}
