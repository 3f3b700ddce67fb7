using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A batch: tasks of a project that were sent together. Response of <c>GET /v2/batch</c>.</summary>
/// <remarks>A batch of the status <c>staging</c> waits until a user finalizes it, and one of the status <c>paused</c>
/// until a user resumes it: neither completes on its own.</remarks>
public sealed class ScaleBatch : ScaleObject, IEvalTask
{
    private readonly ScaleProject? _project;

    /// <inheritdoc/>
    public EvalService Service => EvalService.Scale;

    /// <summary>The ID of the batch.</summary>
    [JsonPropertyName("id")]
    public required string BatchId { get; init; }

    /// <summary>The name of the batch.</summary>
    [JsonPropertyName("name")]
    public string? BatchName { get; init; }

    /// <summary>The status as the service names it: <c>staging</c>, <c>in_progress</c>, <c>completed</c>,
    /// <c>paused</c>, <c>cancelled</c>, or a newer one; null while only the ID is known.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    public EvalState State => Status switch
    {
        "staging" => EvalState.Pending,
        "in_progress" or "paused" => EvalState.Running,
        "completed" => EvalState.Succeeded,
        "cancelled" or "canceled" => EvalState.Canceled,
        _ => EvalState.Unknown,
    };

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>The ID of the project that the batch belongs to.</summary>
    public string? ProjectId { get => field ?? _project?.ProjectId; init; }

    /// <summary>The name of that project; null unless the service sent the project itself.</summary>
    public string? ProjectName { get => field ?? _project?.ProjectName; init; }

    /// <summary>When the batch was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When the last of its tasks was completed, in UTC.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>The URL or email address that is notified when the batch is completed.</summary>
    public string? Callback { get; init; }

    /// <summary>The project; null if the service sent only its id.</summary>
    [JsonConverter(typeof(ScaleProjectConverter))]
    public ScaleProject? Project { get => _project is { IsReference: false } ? _project : null; init => _project = value; }

    /// <summary>The metadata that the owner has set.</summary>
    [JsonConverter(typeof(ScaleMapConverter))]
    public JsonMap? Metadata { get; init; }

    /// <summary>Whether the service sent only the id.</summary>
    internal bool IsReference { get; init; }

    /// <inheritdoc/>
    public string Describe() => $"batch {EvalText.Id(BatchId)}";

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(BatchId);

    private protected override void Check()
    {
        if (BatchId is null)
            throw new JsonException("A batch has no ID.");
    }
}
