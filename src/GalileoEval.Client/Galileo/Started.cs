using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>The response of <c>POST /v2/scorers/code/validate</c>.</summary>
internal sealed record StartedCodeScorerValidation : TolerantObject
{
    public string? TaskId { get; init; }
}

/// <summary>The response of <c>POST /v2/scorers/code/validate/log_record</c>.</summary>
internal sealed record StartedLogRecordValidation : TolerantObject
{
    public string? MetricsExperimentId { get; init; }

    /// <summary>Older servers omit it.</summary>
    public string? ProjectId { get; init; }
}

/// <summary>The response of <c>GET /v2/current_user</c>: a test of the connection only checks that a user
/// exists.</summary>
internal sealed record CurrentUser : TolerantObject
{
    public string? Id { get; init; }
}
