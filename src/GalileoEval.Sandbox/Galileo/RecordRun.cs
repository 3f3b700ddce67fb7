using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Where records are kept: a log stream or an experiment of a project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="Records">Its traces, each followed by its spans.</param>
internal sealed record RecordRun(string Id, string ProjectId, string Name, DateTime CreatedAt, IReadOnlyList<JsonObject> Records)
{
    /// <summary>When it was changed last, in UTC; null before the first change.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Of an experiment: 16 for one of its own, 17 for one of a playground.</summary>
    public int TaskType { get; init; } = 16;

    /// <summary>Of an experiment: the dataset and the version that it runs on.</summary>
    public (string Id, int Version)? Dataset { get; init; }

    public int TraceCount => Records.Count(IsTrace);

    public static bool IsTrace(JsonObject record) => (string?)record["type"] == "trace";
}
