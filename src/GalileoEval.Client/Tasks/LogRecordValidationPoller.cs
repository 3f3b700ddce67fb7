using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Looks at validations of code scorers on log records, all pages of each
/// (<c>POST /v2/projects/{project_id}/traces/search</c>): after 2 seconds, then 4, 6, 8, and from then on every 10 seconds.
/// <list type="bullet">
/// <item>Scores that are <c>not_computed</c> count as final once nothing else is missing and they have stayed so in every look
/// for 10 seconds.</item>
/// <item>An experiment without records is waited for, because the service may still be copying them; a warning says so once
/// after 30 seconds.</item>
/// </list>
/// </summary>
/// <param name="client">The client of the connection.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class LogRecordValidationPoller(GalileoClient client, TimeProvider? timeProvider = null) : IEvalTaskPoller
{
    private static readonly TimeSpan NotComputedStays = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EmptyIsOdd = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, long> _notComputedSince = new();
    private readonly ConcurrentDictionary<string, long> _emptySince = new();
    private readonly ConcurrentDictionary<string, bool> _warned = new();

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int looks) => TimeSpan.FromSeconds(Math.Min(2 * looks, 10));

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task) => ((LogRecordValidation)task).MetricsExperimentId;

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        GalileoClient observed = EvalServiceClient.Observed(client, observer);
        return SingleLook.AtEachAsync(group.Cast<LogRecordValidation>(), GetAsync, seen, failed);

        async Task<LogRecordValidation> GetAsync(LogRecordValidation asked)
        {
            LogRecordValidation validation =
                await observed.GetLogRecordValidationAsync(asked, cancellationToken).ConfigureAwait(false);
            string id = validation.MetricsExperimentId;
            if (HasLasted(_emptySince, id, validation.RecordCount == 0, EmptyIsOdd) && _warned.TryAdd(id, true))
            {
                observer.Warning(
                    $"Galileo: {validation.Describe()} has had no records for {EmptyIsOdd.TotalSeconds} s: perhaps none match. "
                    + "The wait goes on.");
            }

            return HasLasted(_notComputedSince, id, validation.WaitsForNotComputedOnly, NotComputedStays)
                ? validation.WithNotComputedAsFinal()
                : validation;
        }
    }

    /// <summary>Whether something is so, and has been in every look for this long.</summary>
    private bool HasLasted(ConcurrentDictionary<string, long> since, string id, bool isSo, TimeSpan time)
    {
        if (isSo)
            return _time.GetElapsedTime(since.GetOrAdd(id, _ => _time.GetTimestamp())) >= time;

        since.TryRemove(id, out _);
        return false;
    }
}
