using System.Runtime.CompilerServices;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Waits for work of all services together.
/// <list type="bullet">
/// <item>Each result is returned when its task ends, in the order in which the tasks end. A task that is already final is
/// returned immediately, without a request.</item>
/// <item>Tasks are polled in groups, each group on its own schedule, at most 16 requests at a time: once before the
/// first sleep, then after each interval or after the time in Retry-After, and once exactly at the deadline.</item>
/// <item>A transient error never ends a wait. An error that no later poll can correct ends its task, as does the third
/// unreadable response in a row.</item>
/// <item>Tasks that have not ended at the deadline are returned last, with <see cref="EvalErrorCondition.Timeout"/>. No work on a
/// service is ever canceled. Polls at the deadline are cancelled if none has reported anything for 60 seconds.</item>
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
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative, or the interval is not positive.</exception>
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
