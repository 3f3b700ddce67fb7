using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>A batch of the one sample project. Its status also depends on its tasks: see <see cref="ScaleStore"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="Phase">Its status while its tasks are not all final: staging, in_progress, paused or cancelled.</param>
internal sealed record SampleBatch(string Id, string Name, DateTime CreatedAt, string Phase)
{
    /// <summary>The address that the service notifies; null for none. The sandbox notifies nobody.</summary>
    public string? Callback { get; init; }

    /// <summary>The metadata of its owner. Replaced as a whole, never changed.</summary>
    public JsonObject Metadata { get; init; } = new() { ["origin"] = "sandbox" };

    /// <summary>Returns the batch, as the service sends it.</summary>
    /// <param name="status">Its current status.</param>
    /// <param name="completedAt">When it was completed; null while it is not.</param>
    /// <param name="project">Its project, as an id or whole.</param>
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
