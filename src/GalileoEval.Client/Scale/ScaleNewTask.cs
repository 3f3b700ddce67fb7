using System.Text.Json;

namespace GalileoEval.Scale;

/// <summary>A chat task to create. Request of <c>POST /v2/task/chat</c>.</summary>
public sealed record ScaleNewTask
{
    /// <summary>The ID of the batch that the task belongs to; null to use its name, or for a task without a batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>The name of the batch that the task belongs to; null to use its ID, or for a task without a batch.</summary>
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
