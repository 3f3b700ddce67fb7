namespace GalileoEval.Scale.Json;

/// <summary>The response of <c>GET /v2/projects</c>.</summary>
internal sealed class ScaleProjectList
{
    /// <summary>The projects.</summary>
    public required EvalList<ScaleProject> Projects { get; init => field = EvalList<ScaleProject>.WithoutNulls(value); }
}
