using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>An experiment of a project (an item of <c>POST /v2/projects/{project_id}/experiments/search</c>, and
/// <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>). The service has no status for its metrics: the state is
/// derived from the scores of its records, which only a wait reads. An instance with only the IDs is a reference.</summary>
public sealed record GalileoExperiment : TolerantObject, INamedObject, IEvalTask
{
    private readonly string? _creator;
    private string? _status;
    private EvalState _state;
    private double? _progress;

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID, a UUID.</summary>
    [JsonPropertyName("id")]
    public string ExperimentId { get; init => field = value ?? ""; } = "";

    /// <summary>The name; may be empty.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The project that contains it, a UUID.</summary>
    public string ProjectId { get; init => field = value ?? ""; } = "";

    /// <summary>The share of its log that is written, from 0 to 1; null if the service does not return it.</summary>
    [JsonIgnore]
    public double? Progress { get => _progress; init => _progress = value; }

    /// <summary>The incomplete phases, with their progress from 0 to 1, such as <c>log_generation 0.4</c>. After a wait, the distinct
    /// statuses of the scores in the service's own words, in alphabetical order. Null if the service returns none.</summary>
    [JsonIgnore]
    public string? Status { get => _status; init => _status = value; }

    /// <summary>The state: Pending before anything is logged, Running while the log is incomplete, and then Unknown, because the service
    /// does not report whether the metrics are final. A wait reads the scores: Running until all are final, then Failed if any ended
    /// in an error, otherwise Succeeded.</summary>
    [JsonIgnore]
    public EvalState State { get => _state; init => _state = value; }

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsFinal => State.IsFinal();

    /// <summary>The number of scores (<c>success</c> and <c>roll_up</c>); null before the end of a wait.</summary>
    [JsonIgnore]
    public int? ScoredCount { get; init; }

    /// <summary>The number of scores that ended in an error (<c>error</c>, <c>failed</c>); null before the end of a wait.</summary>
    [JsonIgnore]
    public int? FailedCount { get; init; }

    /// <summary>The number of scores that do not apply (<c>not_applicable</c>, and <c>not_computed</c> if it persists); null before the end of a
    /// wait.</summary>
    [JsonIgnore]
    public int? NotApplicableCount { get; init; }

    /// <summary>The number of traces in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_traces")]
    public long? TraceCount { get; init; }

    /// <summary>The number of spans in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_spans")]
    public long? SpanCount { get; init; }

    /// <summary>The number of sessions in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_sessions")]
    public long? SessionCount { get; init; }

    /// <summary>The group that it belongs to, by name; null for none.</summary>
    [JsonPropertyName("experiment_group_name")]
    public string? GroupName { get; init; }

    /// <summary>The dataset that it ran on, a UUID; null for none.</summary>
    [JsonIgnore]
    public string? DatasetId { get; init; }

    /// <summary>The version of the dataset; null for none.</summary>
    [JsonIgnore]
    public long? DatasetVersionIndex { get; init; }

    /// <summary>The model; null if the service does not return it.</summary>
    [JsonPropertyName("prompt_model")]
    public string? Model { get; init; }

    /// <summary>Its rank among the project's experiments, from 1; null if it has none.</summary>
    public long? Rank { get; init; }

    /// <summary>The metrics over all records, as the service names them; null for none.</summary>
    [JsonPropertyName("aggregate_metrics")]
    public JsonMap? Metrics { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>The statistics of each metric over all records, by the ID of its scorer or, for a metric that the service measures itself,
    /// by its name; null for none. Get-GalileoExperimentMetric returns them as rows.</summary>
    [JsonPropertyName("structured_aggregate_metrics")]
    public JsonMap? StructuredMetrics { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    public string? CreatedBy { get => _creator ?? field; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => _creator = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    [JsonInclude]
    internal ExperimentDataset? Dataset
    {
        init
        {
            DatasetId = value?.DatasetId;
            DatasetVersionIndex = value?.VersionIndex;
        }
    }

    [JsonIgnore]
    string INamedObject.Id => ExperimentId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    /// <inheritdoc/>
    public string Describe() => $"experiment {EvalText.Id(ExperimentId)}";

    /// <summary>The same experiment in a project, if the service does not return its project.</summary>
    internal GalileoExperiment In(string projectId) => ProjectId.Length > 0 ? this : this with { ProjectId = projectId };

    private protected override void Derive(IReadOnlyDictionary<string, JsonElement> fields)
    {
        fields.TryGetValue("status", out JsonElement status);
        _status = StatusOf(status);
        _state = StateOf(status);
        _progress = status.Member("log_generation").Member("progress_percent").Number();
    }

    // The ID becomes part of paths.
    private protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(ExperimentId))
            throw new JsonException("an experiment has no ID.");
    }

    private static string? StatusOf(JsonElement status) => status.Text()
        ?? (Phases(status).Where(static phase => phase.Progress < 1).ToArray() is { Length: > 0 } incomplete
            ? string.Join(", ", incomplete.Select(static phase => $"{phase.Name} {phase.Progress.ToString("R", CultureInfo.InvariantCulture)}"))
            : null);

    // A service that does not measure the progress returns 0 even if there are traces.
    private EvalState StateOf(JsonElement status)
    {
        double[] progress = [.. Phases(status).Select(static phase => phase.Progress)];
        if (progress.Any(static share => share is > 0 and < 1))
            return EvalState.Running;
        return TraceCount is 0 && !progress.Contains(1) ? EvalState.Pending : EvalState.Unknown;
    }

    private static IEnumerable<(string Name, double Progress)> Phases(JsonElement status)
    {
        if (status.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (JsonProperty phase in status.EnumerateObject())
        {
            if (phase.Value.Member("progress_percent").Number() is { } progress)
                yield return (phase.Name, progress);
        }
    }
}

/// <summary>The dataset of an experiment.</summary>
internal sealed record ExperimentDataset : TolerantObject
{
    public string? DatasetId { get; init; }

    public long? VersionIndex { get; init; }
}
