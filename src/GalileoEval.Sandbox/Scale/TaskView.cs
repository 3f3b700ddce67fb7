using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Returns tasks in their current state, with the requested parts.</summary>
internal sealed class TaskView(ScaleStore store, DateTime now, IReadOnlyList<string> expand, IReadOnlyList<string> options)
{
    public DateTime Now => now;

    public JsonObject ToJson(SampleTask task)
    {
        string status = task.Status(now);
        JsonObject json = new()
        {
            ["task_id"] = task.Id,
            ["project"] = store.Project(expand.Contains("project")),
            ["status"] = status,
            ["created_at"] = Nodes.Time(task.CreatedAt),
            ["metadata"] = task.Metadata.DeepClone(),
        };
        if (task.BatchId is { } batchId)
            json["batch"] = expand.Contains("batch") ? Batch(batchId) : JsonValue.Create(batchId);
        if (task.CompletedAt(now) is { } completed)
            json["completed_at"] = Nodes.Time(completed);
        if (status == "error")
        {
            json["errors"] = new JsonArray(new JsonObject
            {
                ["type"] = "UNSUPPORTED_LANGUAGE",
                ["message"] = "The specified language or locale is not supported",
            });
        }

        if (status == "completed" && task.EndStatus == SampleTask.Reported)
        {
            json["sensitive_content_reports"] = new JsonArray(new JsonObject
            {
                ["type"] = "violence",
                ["message"] = "The prompt in the task promotes violence.",
            });
        }
        else
        {
            json["threads"] = status == "completed" ? Threads(task) : new JsonArray();
        }

        return json;
    }

    private JsonObject Batch(string id)
    {
        SampleBatch batch = store.Batches.First(one => one.Id == id);
        (string status, DateTime? completedAt) = store.State(batch, now);
        return batch.ToJson(status, completedAt, store.Project(expanded: false));
    }

    private JsonArray Threads(SampleTask task) => task.IsRatedBySeveral
        ? new RatedThreads(task, options).ToJson()
        : [new SampleThread(task, options).ToJson()];
}
