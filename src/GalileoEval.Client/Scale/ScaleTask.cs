using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A task, completed by people. Response of <c>GET /v2/task</c>, item of <c>GET /v2/tasks</c>.</summary>
/// <remarks>A completed task can be recalled and become pending again: every object is a snapshot.</remarks>
public sealed class ScaleTask : ScaleObject, IEvalTask
{
    private readonly ScaleProject? _project;
    private readonly ScaleBatch? _batch;

    /// <inheritdoc/>
    public EvalService Service => EvalService.Scale;

    /// <summary>The ID of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The status as the service names it: <c>pending</c>, <c>completed</c>, <c>canceled</c>, <c>error</c>,
    /// <c>deleted</c>, or a newer one; null while only the ID is known.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    public EvalState State => Status switch
    {
        "pending" => EvalState.Pending,
        "completed" => EvalState.Succeeded,
        "error" => EvalState.Failed,
        "canceled" or "cancelled" or "deleted" => EvalState.Canceled,
        _ => EvalState.Unknown,
    };

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>The ID of the project that the task belongs to.</summary>
    public string? ProjectId { get => field ?? _project?.ProjectId; init; }

    /// <summary>The name of that project; null unless the service sent the project itself.</summary>
    public string? ProjectName { get => field ?? _project?.ProjectName; init; }

    /// <summary>The ID of the batch that the task belongs to; null if it belongs to none.</summary>
    public string? BatchId { get => field ?? _batch?.BatchId; init; }

    /// <summary>The name of that batch; null unless the service sent the batch itself.</summary>
    public string? BatchName { get => field ?? _batch?.BatchName; init; }

    /// <summary>When the task was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When the task was completed, in UTC.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>The project; null if the service sent only its ID, as it usually does unless <c>project</c> is
    /// expanded.</summary>
    [JsonConverter(typeof(ScaleProjectConverter))]
    public ScaleProject? Project { get => _project is { IsReference: false } ? _project : null; init => _project = value; }

    /// <summary>The batch; null if the service sent only its ID, as it usually does unless <c>batch</c> is
    /// expanded.</summary>
    [JsonConverter(typeof(ScaleBatchConverter))]
    public ScaleBatch? Batch { get => _batch is { IsReference: false } ? _batch : null; init => _batch = value; }

    /// <summary>The metadata that the owner has set.</summary>
    [JsonConverter(typeof(ScaleMapConverter))]
    public JsonMap? Metadata { get; init; }

    /// <summary>The conversations with their annotations; none before the task is completed, and none if the task was
    /// reported (see <see cref="SensitiveContentReports"/>).</summary>
    public EvalList<ScaleThread> Threads { get; init => field = value ?? EvalList<ScaleThread>.None; }
        = EvalList<ScaleThread>.None;

    /// <summary>Why the task failed, if its status is <c>error</c>.</summary>
    public EvalList<ScaleError> Errors { get; init => field = value ?? EvalList<ScaleError>.None; }
        = EvalList<ScaleError>.None;

    /// <summary>Why the threads of a completed task are withheld.</summary>
    public EvalList<ScaleSensitiveContentReport> SensitiveContentReports
    {
        get;
        init => field = value ?? EvalList<ScaleSensitiveContentReport>.None;
    }
        = EvalList<ScaleSensitiveContentReport>.None;

    /// <inheritdoc/>
    public string Describe() => $"task {EvalText.Id(TaskId)}";

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(TaskId);

    private protected override void Check()
    {
        if (TaskId is null)
            throw new JsonException("A task has no ID.");
    }
}

/// <summary>Why a task has the status <c>error</c>.</summary>
public sealed class ScaleError : ScaleObject
{
    /// <summary>The kind of error: <c>UNSUPPORTED_LANGUAGE</c>, <c>LANGUAGE_MISMATCH</c>,
    /// <c>PROMPT_LENGTH_EXCEEDED</c>, <c>INVALID_CATEGORY</c>, <c>PROMPT_INFEASIBLE</c>, or a newer value.</summary>
    public string? Type { get; init; }

    /// <summary>The details.</summary>
    public string? Message { get; init; }

    /// <summary>The kind and the details.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Type}: {Message}");
}

/// <summary>Why the threads of a completed task are withheld.</summary>
public sealed class ScaleSensitiveContentReport : ScaleObject
{
    /// <summary>The kind of content, such as <c>violence</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The details.</summary>
    public string? Message { get; init; }

    /// <summary>The kind and the details.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Type}: {Message}");
}
