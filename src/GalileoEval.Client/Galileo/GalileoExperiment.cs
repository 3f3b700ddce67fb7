using System.Globalization;
using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>An experiment of a project (an item of <c>POST /v2/projects/{project_id}/experiments/search</c>, and
/// <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>). The service has no status for its metrics: the state is
/// derived from the scores of its records, which only a wait reads. An instance with only the IDs is a reference.</summary>
public sealed record GalileoExperiment : INamedObject, IEvalTask
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name", "project_id", "num_traces", "num_spans", "num_sessions", "experiment_group_name", "prompt_model", "rank",
        "aggregate_metrics", "structured_aggregate_metrics", "created_by", "created_at", "updated_at",
    };

    /// <inheritdoc/>
    public EvalService Service => EvalService.Galileo;

    /// <summary>The id, a UUID.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The project that contains it, a UUID.</summary>
    public required string ProjectId { get; init; }

    /// <summary>How much of its log is written, from 0 to 1; null if the service does not return it.</summary>
    public double? Progress { get; init; }

    /// <summary>The phases that are not complete, with their progress from 0 to 1, such as <c>log_generation 0.4</c>; after a wait the
    /// distinct statuses of the scores as the service names them, in alphabetical order; null if the service names none.</summary>
    public string? Status { get; init; }

    /// <summary>The state: Pending while nothing is logged, and Running while the log is written. Unknown then, because the service does
    /// not say whether the metrics are final. A wait reads the scores: Running while one is not final, then Failed if any ended in an
    /// error, else Succeeded.</summary>
    public EvalState State { get; init; }

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>How many scores there are (<c>success</c> and <c>roll_up</c>); null before the end of a wait.</summary>
    public int? ScoredCount { get; init; }

    /// <summary>How many scores ended in an error (<c>error</c>, <c>failed</c>); null before the end of a wait.</summary>
    public int? FailedCount { get; init; }

    /// <summary>How many scores do not apply (<c>not_applicable</c>, and <c>not_computed</c> that stayed); null before the end of a
    /// wait.</summary>
    public int? NotApplicableCount { get; init; }

    /// <summary>The number of traces in it; null if the service does not return it.</summary>
    public long? TraceCount { get; init; }

    /// <summary>The number of spans in it; null if the service does not return it.</summary>
    public long? SpanCount { get; init; }

    /// <summary>The number of sessions in it; null if the service does not return it.</summary>
    public long? SessionCount { get; init; }

    /// <summary>The group that it belongs to, by name; null for none.</summary>
    public string? GroupName { get; init; }

    /// <summary>The dataset that it ran on, a UUID; null for none.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The version of the dataset; null for none.</summary>
    public long? DatasetVersionIndex { get; init; }

    /// <summary>The model that was used; null if the service does not return it.</summary>
    public string? Model { get; init; }

    /// <summary>Its place among the project's experiments, from 1; null while it has none.</summary>
    public long? Rank { get; init; }

    /// <summary>The metrics over all records, as the service names them; null for none.</summary>
    public JsonMap? Metrics { get; init; }

    /// <summary>The statistics of each metric over all records, by the ID of its scorer or, for a metric that the service measures itself,
    /// by its name; null for none. Get-GalileoExperimentMetric returns them as rows.</summary>
    public JsonMap? StructuredMetrics { get; init; }

    /// <summary>Its creator, by email address; null if the service does not return it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The fields that this object does not have as properties, such as <c>tags</c>, as a JSON object; null when there are
    /// none.</summary>
    public string? AdditionalJson { get; init; }

    string INamedObject.Id => ExperimentId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    /// <inheritdoc/>
    public string Describe() => $"experiment {EvalText.Id(ExperimentId)}";

    internal static GalileoExperiment Read(JsonElement item, string projectId) => new()
    {
        Status = StatusOf(item.Member("status")),
        State = StateOf(item),
        ExperimentId = item.Member("id").RequiredText("an experiment has no ID."),
        Name = item.Member("name").Text() ?? "",
        ProjectId = item.Member("project_id").Text() ?? projectId,
        Progress = item.Member("status").Member("log_generation").Member("progress_percent").Number(),
        TraceCount = item.Member("num_traces").Whole(),
        SpanCount = item.Member("num_spans").Whole(),
        SessionCount = item.Member("num_sessions").Whole(),
        GroupName = item.Member("experiment_group_name").Text(),
        DatasetId = item.Member("dataset").Member("dataset_id").Text(),
        DatasetVersionIndex = item.Member("dataset").Member("version_index").Whole(),
        Model = item.Member("prompt_model").Text(),
        Rank = item.Member("rank").Whole(),
        Metrics = MapOf(item.Member("aggregate_metrics")),
        StructuredMetrics = MapOf(item.Member("structured_aggregate_metrics")),
        CreatedBy = item.Creator(),
        CreatedAt = item.Member("created_at").UtcDate(),
        UpdatedAt = item.Member("updated_at").UtcDate(),
        AdditionalJson = item.Others(Known),
    };

    private static string? StatusOf(JsonElement status) => status.Text()
        ?? (Phases(status).Where(static phase => phase.Progress < 1).ToArray() is { Length: > 0 } incomplete
            ? string.Join(", ", incomplete.Select(static phase => $"{phase.Name} {phase.Progress.ToString("R", CultureInfo.InvariantCulture)}"))
            : null);

    // A progress of 0 is also the default of a service that does not measure it, where there are traces all the same.
    private static EvalState StateOf(JsonElement item)
    {
        double[] progress = [.. Phases(item.Member("status")).Select(static phase => phase.Progress)];
        if (progress.Any(static share => share is > 0 and < 1))
            return EvalState.Running;
        return item.Member("num_traces").Whole() is 0 && !progress.Contains(1) ? EvalState.Pending : EvalState.Unknown;
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

    private static JsonMap? MapOf(JsonElement metrics) => JsonMap.From(metrics) is { Count: > 0 } map ? map : null;
}
