using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>A batch of the only sample project. Its status also depends on its tasks: see <see cref="ScaleStore"/>.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="Phase">The status until all tasks are final: staging, in_progress, paused or cancelled.</param>
internal sealed record SampleBatch(string Id, string Name, DateTime CreatedAt, string Phase)
{
    /// <summary>The callback URL; null for none. The sandbox never calls it.</summary>
    public string? Callback { get; init; }

    /// <summary>The owner's metadata. Replaced, never modified.</summary>
    public JsonObject Metadata { get; init; } = new() { ["origin"] = "sandbox" };

    /// <summary>Serializes the batch as the service does.</summary>
    /// <param name="status">The current status.</param>
    /// <param name="completedAt">When it was completed; null before.</param>
    /// <param name="project">The project, as an ID or expanded.</param>
    public JsonObject ToJson(string status, DateTime? completedAt, JsonNode project)
    {
        JsonObject batch = new()
        {
            ["id"] = Id,
            ["name"] = Name,
            ["project"] = project,
            ["created_at"] = Nodes.Time(CreatedAt),
            ["status"] = status,
            ["metadata"] = Metadata.DeepClone(),
        };
        if (Callback is not null)
            batch["callback"] = Callback;
        if (completedAt is { } completed)
            batch["completed_at"] = Nodes.Time(completed);
        return batch;
    }
}
