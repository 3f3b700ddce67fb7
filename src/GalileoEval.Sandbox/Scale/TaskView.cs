using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Returns tasks in their current state, with the parts that the request asks for.</summary>
internal sealed class TaskView(ScaleSample sample, DateTime now, IReadOnlyList<string> expand, IReadOnlyList<string> options)
{
    public DateTime Now => now;

    public JsonObject ToJson(SampleTask task)
    {
        string status = task.Status(now);
        JsonObject json = new()
        {
            ["task_id"] = task.Id,
            ["project"] = sample.Project(expand.Contains("project")),
            ["batch"] = expand.Contains("batch")
                ? task.Batch.ToJson(now, sample.Project(expanded: false))
                : JsonValue.Create(task.Batch.Id),
            ["status"] = status,
            ["created_at"] = Nodes.Time(task.Batch.CreatedAt),
            ["metadata"] = new JsonObject { ["customer_reference"] = $"ticket-{1000 + task.Number}", ["priority"] = task.Number % 3 },
        };
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

    private JsonArray Threads(SampleTask task) => task.Batch.Id == SandboxSample.AgreementBatchId
        ? new RatedThreads(task, options).ToJson()
        : [new SampleThread(task, options).ToJson()];
}
