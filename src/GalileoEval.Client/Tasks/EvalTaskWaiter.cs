using System.Runtime.CompilerServices;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Waits for work of all services together.
/// <list type="bullet">
/// <item>Each result is returned when its task ends, in the order in which the tasks end. A task that is already final
/// is returned immediately, without a request.</item>
/// <item>Tasks are polled in groups, each group on its own schedule, at most 16 requests at a time: once before the
/// first sleep, then after each interval or after the time in Retry-After, and once exactly at the deadline.</item>
/// <item>A transient error never ends a wait. An error that no later poll can correct ends its task, as does the third
/// unreadable response in a row.</item>
/// <item>Tasks that have not ended at the deadline are returned last, with <see cref="EvalErrorCondition.Timeout"/>. No
/// work on a service is ever canceled. Polls at the deadline are cancelled if none has reported anything for 60
/// seconds.</item>
/// </list>
/// </summary>
public sealed class EvalTaskWaiter
{
    private readonly TimeProvider _time;

    /// <summary>Creates a waiter.</summary>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public EvalTaskWaiter(TimeProvider? timeProvider = null) => _time = timeProvider ?? TimeProvider.System;

    /// <summary>Waits.</summary>
    /// <param name="items">The items. Items with the same IDs are polled once, and each has its result.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="progress">Called at the start and after every change; null for none.</param>
    /// <param name="observer">Receives the progress of requests, errors that do not end the wait, and unknown statuses;
    /// null for none.</param>
    /// <param name="cancellationToken">Ends the wait, its requests and its timer at once.</param>
    /// <returns>One result for each item. Only the first item that ends, and the items that failed before it, for
    /// <see cref="EvalWaitOptions.Any"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative, or the interval is not
    /// positive.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<EvalWaitResult> WaitAsync(
        IReadOnlyList<EvalWaitItem> items,
        EvalWaitOptions options,
        IProgress<EvalWaitProgress>? progress = null,
        IEvalObserver? observer = null,
        CancellationToken cancellationToken = default)
    {
        if (options.Timeout < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), options.Timeout, "A timeout is zero or more.");
        if (options.PollInterval <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), options.PollInterval, "An interval is more than zero.");

        return IterateAsync(items, options, progress, observer, cancellationToken);
    }

    private async IAsyncEnumerable<EvalWaitResult> IterateAsync(
        IReadOnlyList<EvalWaitItem> items,
        EvalWaitOptions options,
        IProgress<EvalWaitProgress>? progress,
        IEvalObserver? observer,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EvalWait wait = new(items, options, _time, progress, observer, cancellationToken);
        await using (wait.ConfigureAwait(false))
        {
            while (true)
            {
                while (wait.TryTakeEnded(out EvalWaitResult result))
                {
                    yield return result;
                    if (options.Any && result.Error is null)
                        yield break;
                }

                if (wait.IsOver)
                    break;

                wait.StartDuePolls();
                await wait.SleepAsync().ConfigureAwait(false);
            }

            foreach (EvalWaitResult unfinished in wait.Unfinished())
                yield return unfinished;
        }
    }
}

/// <summary>The options of a wait.</summary>
public sealed class EvalWaitOptions
{
    /// <summary>The maximum time to wait; null for no limit, zero to poll everything exactly once. Default:
    /// null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null for the default of each service. The Retry-After of a service takes
    /// precedence. Default: null.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Whether to stop after the first item that reaches a final state. An unreadable item does not
    /// count. Default: false.</summary>
    public bool Any { get; init; }
}

/// <summary>The progress of a wait. Duplicates count once.</summary>
public sealed class EvalWaitProgress
{
    /// <summary>The number of tasks that are waited for.</summary>
    public required int Total { get; init; }

    /// <summary>The number of tasks that have ended or are unreadable.</summary>
    public required int Done { get; init; }

    /// <summary>The time since the wait began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The time to the deadline, not below zero; null if there is none.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The number of tasks in each state; states without tasks are omitted.</summary>
    public required IReadOnlyDictionary<EvalState, int> States { get; init; }

    /// <summary>The last task that was read, with its status, in one line; null before the first poll.</summary>
    public string? Current { get; init; }
}
