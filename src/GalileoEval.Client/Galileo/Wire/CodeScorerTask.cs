using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>GET /v2/scorers/code/validate/{task_id}</c>.</summary>
internal sealed class CodeScorerTask
{
    public JsonElement Id { get; set; }

    public JsonElement Status { get; set; }

    public JsonElement CreatedAt { get; set; }

    public JsonElement UpdatedAt { get; set; }

    /// <summary>An object, a string of JSON, a message, null or absent.</summary>
    public JsonElement Result { get; set; }
}

/// <summary>The response of <c>POST /v2/scorers/code/validate</c>.</summary>
internal sealed class StartedCodeScorerValidation
{
    public JsonElement TaskId { get; set; }
}

/// <summary>The response of <c>POST /v2/scorers/code/validate/log_record</c>.</summary>
internal sealed class StartedLogRecordValidation
{
    public JsonElement MetricsExperimentId { get; set; }

    /// <summary>Older servers omit it.</summary>
    public JsonElement ProjectId { get; set; }
}

/// <summary>The response of <c>GET /v2/current_user</c>: a test of the connection only checks that a user
/// exists.</summary>
internal sealed class CurrentUser
{
    public JsonElement Id { get; set; }
}
