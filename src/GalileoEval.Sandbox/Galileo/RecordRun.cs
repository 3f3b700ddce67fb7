using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>A container of records: a log stream or an experiment of a project.</summary>
/// <param name="Id">The ID.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="Records">The traces, each followed by its spans.</param>
internal sealed record RecordRun(string Id, string ProjectId, string Name, DateTime CreatedAt, IReadOnlyList<JsonObject> Records)
{
    /// <summary>When it was changed last, in UTC; null before the first change.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>For an experiment: 16 for a regular one, 17 for one of a playground.</summary>
    public int TaskType { get; init; } = 16;

    /// <summary>For an experiment: the dataset and the version that it runs on.</summary>
    public (string Id, int Version)? Dataset { get; init; }

    /// <summary>For an experiment: the time in which its log is written and its records are scored, half each. Zero for a finished
    /// experiment.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>For an experiment: the share of its log that is written, from 0 to 1.</summary>
    public double LogProgress { get; private init; } = 1;

    /// <summary>For an experiment: its enabled scorers, in the format of metric settings.</summary>
    public IReadOnlyList<JsonObject> Scorers { get; init; } = [];

    public int TraceCount => Records.Count(IsTrace);

    /// <summary>The run at a point in time. While its log is written, it contains the first records, with pending scores. After that,
    /// the first records are scored, and the other scores are being computed.</summary>
    /// <param name="now">The time, in UTC.</param>
    public RecordRun At(DateTime now)
    {
        if (now >= CreatedAt + Duration)
            return this;
        double done = (now - CreatedAt).TotalSeconds / Duration.TotalSeconds;
        double written = Math.Min(1, done * 2);
        int visible = (int)(written * Records.Count);
        int scored = written < 1 ? 0 : (int)(((done * 2) - 1) * Records.Count);
        return this with
        {
            Duration = TimeSpan.Zero,
            LogProgress = written,
            Records = [.. Records.Take(visible).Select((record, place) => place < scored ? record : Unscored(record, written < 1 ? "pending" : "computing"))],
        };
    }

    private static JsonObject Unscored(JsonObject record, string status)
    {
        JsonObject copy = (JsonObject)record.DeepClone();
        foreach (KeyValuePair<string, JsonNode?> entry in (JsonObject)record["metric_info"]!)
        {
            copy["metric_info"]![entry.Key] = new JsonObject
            {
                ["status_type"] = status,
                ["scorer_type"] = entry.Value!["scorer_type"]?.DeepClone(),
                ["message"] = $"Metric is {status}.",
            };
        }

        return copy;
    }

    public static bool IsTrace(JsonObject record) => (string?)record["type"] == "trace";
}
