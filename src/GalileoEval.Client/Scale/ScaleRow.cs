namespace GalileoEval.Scale;

/// <summary>The position of a row in a task. Indexes start at 0, as in
/// <c>$task.Threads[0].Turns[1].Messages[2]</c>.</summary>
public abstract class ScaleRow
{
    private protected ScaleRow(ScaleRowPlace place)
    {
        TaskId = place.Task.TaskId;
        ProjectId = place.Task.ProjectId;
        ProjectName = place.Task.ProjectName;
        BatchId = place.Task.BatchId;
        BatchName = place.Task.BatchName;
        CompletedAt = place.Task.CompletedAt;
        ThreadIndex = place.ThreadIndex;
        ThreadId = place.Thread.Id;
        TurnIndex = place.TurnIndex;
        TurnId = place.Turn?.Id;
        MessageIndex = place.MessageIndex;
        Role = place.Message?.Role;
        SourceId = place.Message?.SourceId;
    }

    /// <summary>The ID of the task.</summary>
    public string TaskId { get; }

    /// <summary>The ID of the project that the task belongs to.</summary>
    public string? ProjectId { get; }

    /// <summary>The name of that project; null unless the task was requested with <c>project</c> expanded.</summary>
    public string? ProjectName { get; }

    /// <summary>The ID of the batch that the task belongs to; null if it belongs to none.</summary>
    public string? BatchId { get; }

    /// <summary>The name of that batch; null unless the task was requested with <c>batch</c> expanded.</summary>
    public string? BatchName { get; }

    /// <summary>When the task was completed, in UTC.</summary>
    public DateTime? CompletedAt { get; }

    /// <summary>The index of the thread in the task.</summary>
    public int ThreadIndex { get; }

    /// <summary>The ID of the thread.</summary>
    public string? ThreadId { get; }

    /// <summary>The index of the turn in the thread; null for rows about a whole thread.</summary>
    public int? TurnIndex { get; }

    /// <summary>The ID of the turn; null for rows about a whole thread.</summary>
    public string? TurnId { get; }

    /// <summary>The index of the message in the turn; null for rows about a whole turn or thread.</summary>
    public int? MessageIndex { get; }

    /// <summary>The role of the sender of the message; null for rows about a whole turn or thread.</summary>
    public string? Role { get; }

    /// <summary>The ID of the source of the message; null for rows about a whole turn or thread.</summary>
    public string? SourceId { get; }
}
