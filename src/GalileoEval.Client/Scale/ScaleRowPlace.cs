namespace GalileoEval.Scale;

/// <summary>A position in a task: a thread, a turn or a message.</summary>
/// <param name="Task">The task.</param>
/// <param name="ThreadIndex">The index of the thread, from 0.</param>
/// <param name="TurnIndex">The index of the turn, from 0; null for the thread itself.</param>
/// <param name="MessageIndex">The index of the message, from 0; null for the turn itself.</param>
internal sealed record ScaleRowPlace(ScaleTask Task, int ThreadIndex, int? TurnIndex = null, int? MessageIndex = null)
{
    /// <summary>The thread.</summary>
    public ScaleThread Thread => Task.Threads[ThreadIndex];

    /// <summary>The turn.</summary>
    public ScaleTurn? Turn => TurnIndex is { } turn ? Thread.Turns[turn] : null;

    /// <summary>The message.</summary>
    public ScaleMessage? Message => MessageIndex is { } message ? Turn!.Messages[message] : null;

    /// <summary>Every thread, turn and message of a task: each before its parts, in the order of the task. Nulls are
    /// skipped.</summary>
    public static IEnumerable<ScaleRowPlace> AllOf(ScaleTask task)
    {
        for (int thread = 0; thread < task.Threads.Count; thread++)
        {
            if (task.Threads[thread] is not { Turns: { } turns })
                continue;

            yield return new ScaleRowPlace(task, thread);
            for (int turn = 0; turn < turns.Count; turn++)
            {
                if (turns[turn] is not { Messages: { } messages })
                    continue;

                yield return new ScaleRowPlace(task, thread, turn);
                for (int message = 0; message < messages.Count; message++)
                {
                    if (messages[message] is not null)
                        yield return new ScaleRowPlace(task, thread, turn, message);
                }
            }
        }
    }
}
