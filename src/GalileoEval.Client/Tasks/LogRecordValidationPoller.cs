using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls validations of code scorers on log records, all pages of each
/// (<c>POST /v2/projects/{project_id}/traces/search</c>): after 2 seconds, then 4, 6, 8, and from then on every 10
/// seconds.
/// <list type="bullet">
/// <item>Scores that are <c>not_computed</c> are final if all other scores are, and they have been so in every poll for
/// 10 seconds.</item>
/// <item>The wait for an experiment without records continues, because the service may still be copying them, and so
/// does the wait for one whose records have no scores. One warning is written after 30 seconds.</item>
/// <item>An unknown status is not final, and causes one warning.</item>
/// </list>
/// </summary>
/// <param name="client">The client of the connection.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class LogRecordValidationPoller(GalileoClient client, TimeProvider? timeProvider = null) : IEvalTaskPoller
{
    private static readonly TimeSpan NotComputedStays = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WithoutIsOdd = TimeSpan.FromSeconds(30);

    private readonly ConditionClock _notComputedSince = new(timeProvider);
    private readonly ConditionClock _withoutSince = new(timeProvider);
    private readonly OnceWarnings _warnings = new(EvalService.Galileo);

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(Math.Min(2 * polls, 10));

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
        return SinglePoll.AtEachAsync(group.Cast<LogRecordValidation>(), GetAsync, seen, failed);

        async Task<LogRecordValidation> GetAsync(LogRecordValidation asked)
        {
            LogRecordValidation validation =
                await observed.GetLogRecordValidationAsync(asked, cancellationToken).ConfigureAwait(false);
            string id = validation.MetricsExperimentId;
            if (_withoutSince.HasHeld(id, validation.Scores.Count == 0, WithoutIsOdd))
            {
                string lack = validation.RecordCount == 0
                    ? $"no records for {WithoutIsOdd.TotalSeconds} s: perhaps none match."
                    : $"no score for {WithoutIsOdd.TotalSeconds} s: perhaps the scorer is for other types of node than its records.";
                _warnings.Write(observer, "without " + id, $"{validation.Describe()} has had {lack} The wait goes on.");
            }

            foreach (string status in validation.Scores.Select(score => score.Status).Where(status => !LogRecordEvaluator.IsKnown(status)).OfType<string>())
                _warnings.WriteUnknownScoreStatus(observer, status);

            return _notComputedSince.HasHeld(id, validation.WaitsForNotComputedOnly, NotComputedStays)
                ? validation.WithNotComputedAsFinal()
                : validation;
        }
    }
}
