using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Scale;

/// <summary>A batch to create. Request of <c>POST /v2/batch</c>.</summary>
public sealed record ScaleNewBatch
{
    /// <summary>The name of the batch; the service accepts each name once.</summary>
    public required string Name { get; init; }

    /// <summary>The ID of the project; null to use its name.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project; null to use its id.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The URL or email address that the service notifies when the batch is completed; null for
    /// none.</summary>
    public string? Callback { get; init; }

    /// <summary>Whether the work on its tasks starts only when the batch is finalized. Default: false.</summary>
    [JsonPropertyName("staging_batch")]
    public bool IsStaging { get; init; }

    /// <summary>The metadata, a JSON object; null for none.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>A chat task to create. Request of <c>POST /v2/task/chat</c>.</summary>
public sealed record ScaleNewTask
{
    /// <summary>The ID of the batch that the task belongs to; null to use its name, or for a task without a
    /// batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>The name of the batch that the task belongs to; null to use its ID, or for a task without a
    /// batch.</summary>
    public string? BatchName { get; init; }

    /// <summary>The ID of the project; null to use its name, or if a batch is specified.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project; null to use its ID, or if a batch is specified.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The values for the variables of the project's template, a JSON object; null for none.</summary>
    public JsonElement? TemplateVariables { get; init; }

    /// <summary>The metadata, a JSON object; null for none.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The URL or email address that the service notifies when the task is completed; null for none.</summary>
    public string? CallbackUrl { get; init; }
}

/// <summary>New metadata. Request of <c>POST /v2/batch/metadata</c> and <c>POST /v2/task/metadata</c>.</summary>
internal sealed class ScaleMetadataChange
{
    public string? TaskId { get; init; }

    public string? BatchId { get; init; }

    public string? BatchName { get; init; }

    public JsonElement Metadata { get; init; }

    public bool Merge { get; init; }
}

/// <summary>Selects a batch. Request of <c>POST /v2/batch/finalize</c>, <c>pause</c>, <c>resume</c> and
/// <c>cancel</c>.</summary>
internal sealed class ScaleBatchSelector
{
    public string? BatchId { get; init; }

    public string? BatchName { get; init; }
}
