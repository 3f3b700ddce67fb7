using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Stores the data of Scale's operations: the sample data, and the objects that clients have created. The sample data
/// is one project with four batches: one whose tasks end one after another, one not finalized, one paused, and one rated by
/// several contributors.</summary>
internal sealed class ScaleStore
{
    public const string ProjectName = "Sandbox ratings";
    public const string DeliveryId = "delivery_sandbox";
    public const string DeliveryName = "first-week";
    private const int AgreementTasks = 24;
    private static readonly string[] Ends =
        ["completed", "completed", "completed", "error", "completed", "canceled", SampleTask.Reported, "completed"];

    private readonly object _gate = new();
    private readonly List<SampleBatch> _batches;
    private readonly List<SampleTask> _tasks;
    private readonly DateTime _projectCreatedAt;
    private readonly TimeSpan _taskDuration;
    private readonly int _sampleBatches;
    private readonly int _sampleTasks;

    public ScaleStore(DateTime now, int taskCount, TimeSpan taskDuration)
    {
        _projectCreatedAt = now.AddDays(-30);
        _taskDuration = taskDuration;
        SampleBatch rated = new(SandboxSample.BatchId, SandboxSample.BatchName, now, "in_progress");
        SampleBatch staging = new("batch_sandbox_staging", "sandbox-staging", now, "staging");
        SampleBatch paused = new("batch_sandbox_paused", "sandbox-paused", now.AddDays(-7), "paused");
        SampleBatch agreement = new(
            SandboxSample.AgreementBatchId, SandboxSample.AgreementBatchName, now.AddDays(-10), "in_progress");
        _batches = [rated, staging, paused, agreement];
        _tasks =
        [
            .. Enumerable.Range(0, taskCount).Select(i => new SampleTask(
                $"task_sandbox_{i + 1:00}", rated.Id, i, now, now + TimeSpan.FromTicks(taskDuration.Ticks / taskCount * (i + 1)), Ends[i % Ends.Length])),
            Waiting("task_staging_01", staging, 0),
            new SampleTask("task_paused_01", paused.Id, 1, paused.CreatedAt, now.AddDays(-5), "completed"),
            Waiting("task_paused_02", paused, 2),
            .. Enumerable.Range(0, AgreementTasks).Select(i => new SampleTask(
                $"task_agreement_{i + 1:00}", agreement.Id, i, agreement.CreatedAt, now.AddDays(-9).AddMinutes(20 * i), "completed")
            {
                IsRatedBySeveral = true,
            }),
        ];
        _sampleBatches = _batches.Count;
        _sampleTasks = _tasks.Count;
        DeliveredAt = now.AddDays(-4);
    }

    /// <summary>The current batches, the oldest first.</summary>
    public IReadOnlyList<SampleBatch> Batches
    {
        get
        {
            lock (_gate)
                return [.. _batches];
        }
    }

    /// <summary>The current tasks, the oldest first.</summary>
    public IReadOnlyList<SampleTask> Tasks
    {
        get
        {
            lock (_gate)
                return [.. _tasks];
        }
    }

    public DateTime DeliveredAt { get; }

    /// <summary>The delivered tasks.</summary>
    public IEnumerable<SampleTask> DeliveredTasks => Tasks.Where(task => task.Id == "task_paused_01");

    /// <summary>The project, as an ID or expanded.</summary>
    public JsonNode Project(bool expanded) => expanded
        ? new JsonObject
        {
            ["id"] = SandboxSample.ScaleProjectId,
            ["name"] = ProjectName,
            ["created_at"] = Nodes.Time(_projectCreatedAt),
            ["types"] = Nodes.Strings(["chat"]),
            ["models"] = Nodes.Strings(["assistant-a", "assistant-b"]),
        }
        : JsonValue.Create(SandboxSample.ScaleProjectId);

    /// <summary>The delivery, as in the service's list.</summary>
    public JsonObject Delivery(bool projectExpanded) => new()
    {
        ["id"] = DeliveryId,
        ["name"] = DeliveryName,
        ["task_count"] = DeliveredTasks.Count(),
        ["delivered_at"] = Nodes.Time(DeliveredAt),
        ["project"] = Project(projectExpanded),
    };

    /// <summary>The current status of a batch, and when it was completed, which is when all its tasks have ended.</summary>
    public (string Status, DateTime? CompletedAt) State(SampleBatch batch, DateTime now)
    {
        lock (_gate)
        {
            if (batch.Phase != "in_progress")
                return (batch.Phase, null);

            DateTime? last = null;
            foreach (SampleTask task in _tasks)
            {
                if (task.BatchId != batch.Id)
                    continue;
                if (!task.HasEnded(now))
                    return ("in_progress", null);
                last = last is null || task.EndsAt > last ? task.EndsAt : last;
            }

            return last is null ? ("in_progress", null) : ("completed", last);
        }
    }

    /// <summary>Adds a batch, and assigns its ID; throws 409 if its name is taken.</summary>
    public SampleBatch Add(SampleBatch batch)
    {
        lock (_gate)
        {
            if (_batches.Any(one => one.Name == batch.Name))
                throw new RequestRejectedException(409, $"A batch named {batch.Name} already exists.");
            SampleBatch added = batch with { Id = string.Format(CultureInfo.InvariantCulture, "batch_created_{0:00}", _batches.Count - _sampleBatches + 1) };
            _batches.Add(added);
            return added;
        }
    }

    /// <summary>Adds a task, and assigns its ID. Contributors work on it unless its batch is staging or paused.</summary>
    public SampleTask Add(SampleTask task, DateTime now)
    {
        lock (_gate)
        {
            string? phase = _batches.FirstOrDefault(batch => batch.Id == task.BatchId)?.Phase;
            if (phase == "cancelled")
                throw new RequestRejectedException(409, "The batch is cancelled: tasks cannot be added to it.");
            int number = _tasks.Count - _sampleTasks + 1;
            SampleTask added = task with
            {
                Id = string.Format(CultureInfo.InvariantCulture, "task_created_{0:0000}", number),
                Number = number,
                EndsAt = null,
                Remaining = _taskDuration,
            };
            if (phase is null or "in_progress")
                added = added.Started(now);
            _tasks.Add(added);
            return added;
        }
    }

    /// <summary>Changes a batch and its tasks together.</summary>
    /// <param name="find">Selects the batch.</param>
    /// <param name="change">Returns the new batch, given the old one and its status; may reject the request.</param>
    /// <param name="changeTask">Returns each new task of the batch.</param>
    /// <param name="now">The current time.</param>
    public SampleBatch Change(
        Func<SampleBatch, bool> find, Func<SampleBatch, string, SampleBatch> change, Func<SampleTask, SampleTask> changeTask, DateTime now)
    {
        lock (_gate)
        {
            int place = _batches.FindIndex(batch => find(batch));
            if (place < 0)
                throw RequestRejectedException.NotFound("Batch not found.");
            SampleBatch batch = _batches[place];
            _batches[place] = change(batch, State(batch, now).Status);
            for (int i = 0; i < _tasks.Count; i++)
            {
                if (_tasks[i].BatchId == batch.Id)
                    _tasks[i] = changeTask(_tasks[i]);
            }

            return _batches[place];
        }
    }

    /// <summary>Changes a task; throws 404 if it does not exist.</summary>
    public SampleTask Change(string taskId, Func<SampleTask, SampleTask> change)
    {
        lock (_gate)
        {
            int place = _tasks.FindIndex(task => task.Id == taskId);
            return place < 0
                ? throw RequestRejectedException.NotFound($"Task {taskId} not found.")
                : _tasks[place] = change(_tasks[place]);
        }
    }

    private SampleTask Waiting(string id, SampleBatch batch, int number) =>
        new(id, batch.Id, number, batch.CreatedAt, null, "completed") { Remaining = _taskDuration };
}
