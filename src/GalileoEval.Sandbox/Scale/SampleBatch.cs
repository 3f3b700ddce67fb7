using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>A batch of the one sample project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="CompletesAt">When the last of its tasks ends; null for never.</param>
/// <param name="OpenStatus">Its state until then.</param>
internal sealed record SampleBatch(string Id, string Name, DateTime CreatedAt, DateTime? CompletesAt, string OpenStatus)
{
    /// <summary>The current state, as the service names it.</summary>
    public string Status(DateTime now) => CompletesAt is { } end && now >= end ? "completed" : OpenStatus;

    /// <summary>When it was completed; null while it is not.</summary>
    public DateTime? CompletedAt(DateTime now) => Status(now) == "completed" ? CompletesAt : null;

    /// <summary>Returns the current batch, as the service sends it.</summary>
    public JsonObject ToJson(DateTime now, JsonNode project)
    {
        JsonObject batch = new()
        {
            ["id"] = Id,
            ["name"] = Name,
            ["project"] = project,
            ["created_at"] = Nodes.Time(CreatedAt),
            ["status"] = Status(now),
            ["metadata"] = new JsonObject { ["origin"] = "sandbox" },
        };
        if (CompletedAt(now) is { } completed)
            batch["completed_at"] = Nodes.Time(completed);
        return batch;
    }
}
