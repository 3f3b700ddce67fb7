using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Scale's sample data: one project, a batch whose tasks end one by one, one that is not finalized, and one that is
/// paused.</summary>
internal sealed class ScaleSample
{
    public const string ProjectName = "Sandbox ratings";
    public const string DeliveryId = "delivery_sandbox";
    public const string DeliveryName = "first-week";
    private const int AgreementTasks = 24;
    private static readonly string[] Ends =
        ["completed", "completed", "completed", "error", "completed", "canceled", SampleTask.Reported, "completed"];

    private readonly DateTime _projectMade;

    public ScaleSample(DateTime now, int taskCount, TimeSpan taskDuration)
    {
        _projectMade = now.AddDays(-30);
        SampleBatch rated = new(SandboxSample.BatchId, SandboxSample.BatchName, now, now + taskDuration, "in_progress");
        SampleBatch staging = new("batch_sandbox_staging", "sandbox-staging", now, null, "staging");
        SampleBatch paused = new("batch_sandbox_paused", "sandbox-paused", now.AddDays(-7), null, "paused");
        SampleBatch agreement = new(
            SandboxSample.AgreementBatchId, SandboxSample.AgreementBatchName, now.AddDays(-10), now.AddDays(-8), "in_progress");
        Batches = [rated, staging, paused, agreement];
        Tasks =
        [
            .. Enumerable.Range(0, taskCount).Select(i => new SampleTask(
                $"task_sandbox_{i + 1:00}", rated, i, now + TimeSpan.FromTicks(taskDuration.Ticks / taskCount * (i + 1)), Ends[i % Ends.Length])),
            new SampleTask("task_staging_01", staging, 0, null, "completed"),
            new SampleTask("task_paused_01", paused, 1, now.AddDays(-5), "completed"),
            new SampleTask("task_paused_02", paused, 2, null, "completed"),
            .. Enumerable.Range(0, AgreementTasks).Select(i => new SampleTask(
                $"task_agreement_{i + 1:00}", agreement, i, now.AddDays(-9).AddMinutes(20 * i), "completed")),
        ];
        DeliveredAt = now.AddDays(-4);
    }

    public IReadOnlyList<SampleBatch> Batches { get; }

    public IReadOnlyList<SampleTask> Tasks { get; }

    public DateTime DeliveredAt { get; }

    /// <summary>The delivered tasks.</summary>
    public IEnumerable<SampleTask> DeliveredTasks => Tasks.Where(task => task.Id == "task_paused_01");

    /// <summary>The project, as an id or whole.</summary>
    public JsonNode Project(bool expanded) => expanded
        ? new JsonObject
        {
            ["id"] = SandboxSample.ScaleProjectId,
            ["name"] = ProjectName,
            ["created_at"] = Nodes.Time(_projectMade),
            ["types"] = Nodes.Strings(["chat"]),
            ["models"] = Nodes.Strings(["assistant-a", "assistant-b"]),
        }
        : JsonValue.Create(SandboxSample.ScaleProjectId);

    /// <summary>The delivery, as it is listed.</summary>
    public JsonObject Delivery(bool projectExpanded) => new()
    {
        ["id"] = DeliveryId,
        ["name"] = DeliveryName,
        ["task_count"] = DeliveredTasks.Count(),
        ["delivered_at"] = Nodes.Time(DeliveredAt),
        ["project"] = Project(projectExpanded),
    };
}
