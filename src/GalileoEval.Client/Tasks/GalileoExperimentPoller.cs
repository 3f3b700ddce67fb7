using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls experiments until their metrics are final: after 2 seconds, then 4, 6, 8, and from then on every 10 seconds.
/// <list type="bullet">
/// <item>While the log is incomplete, a poll is one request
/// (<c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>). After that, it reads records up to the first
/// score that is not final (<c>POST .../traces/search</c> and <c>.../spans/search</c>).</item>
/// <item>An experiment without scores is final if no scorer is enabled for it (<c>GET .../metric_settings</c>).
/// Otherwise, or if the service does not report it, the wait continues, with one warning after 30 seconds.</item>
/// <item>If only an enabled scorer that has scored no record is missing, the wait for it ends after 30 seconds.</item>
/// <item>Scores that are <c>not_computed</c> are final after they have been so in every poll for 10 seconds.</item>
/// <item>An unknown status is not final, and causes one warning.</item>
/// </list>
/// </summary>
/// <param name="client">The client of the connection.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class GalileoExperimentPoller(GalileoClient client, TimeProvider? timeProvider = null) : IEvalTaskPoller
{
    private static readonly TimeSpan NotComputedStays = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AbsentStays = TimeSpan.FromSeconds(30);

    private readonly ConditionClock _notComputedSince = new(timeProvider);
    private readonly ConditionClock _emptySince = new(timeProvider);
    private readonly ConditionClock _shortSince = new(timeProvider);
    private readonly ConditionClock _absentSince = new(timeProvider);
    private readonly OnceWarnings _warnings = new(EvalService.Galileo);
    private readonly ConcurrentDictionary<string, IReadOnlyList<GalileoScorer>?> _scorers = new();

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(Math.Min(2 * polls, 10));

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task) => ((GalileoExperiment)task).ExperimentId;

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        GalileoClient observed = EvalServiceClient.Observed(client, observer);
        return SinglePoll.AtEachAsync(
            group.Cast<GalileoExperiment>(), reference => GetAsync(observed, reference, observer, cancellationToken), seen, failed);
    }

    private async Task<GalileoExperiment> GetAsync(
        GalileoClient observed, GalileoExperiment reference, IEvalObserver observer, CancellationToken cancellationToken)
    {
        (GalileoExperiment experiment, ExperimentScores? scores) = await observed
            .ReadExperimentScoresAsync(reference.ProjectId, reference.ExperimentId, cancellationToken).ConfigureAwait(false);
        string id = experiment.ExperimentId;
        bool isEmpty = experiment.State == EvalState.Pending || scores is { IsEmpty: true };
        if (_emptySince.HasHeld(id, isEmpty, AbsentStays))
        {
            string missing = scores is null || scores.TraceCount == 0 ? "records" : "scores";
            _warnings.Write(observer, "empty " + id, $"{experiment.Describe()} has had no {missing} for {AbsentStays.TotalSeconds} s. The wait goes on.");
        }

        foreach (string status in scores?.UnknownStatuses ?? [])
            _warnings.WriteUnknownScoreStatus(observer, status);

        bool notComputedStays = _notComputedSince.HasHeld(id, scores is { IsPending: false, NotComputed: > 0 }, NotComputedStays);
        bool isShort = scores is { IsPending: false } && scores.TraceCount < experiment.TraceCount;
        if (_shortSince.HasHeld(id, isShort, AbsentStays))
        {
            _warnings.Write(observer, "short " + id, $"{experiment.Describe()} has {experiment.TraceCount} traces, of which {scores!.TraceCount} can be "
                + $"read for {AbsentStays.TotalSeconds} s. The wait goes on.");
        }

        if (scores is null || scores.IsPending || isShort || (scores.NotComputed > 0 && !notComputedStays))
        {
            _ = _absentSince.HasHeld(id, false, AbsentStays);
            return experiment;
        }

        return await IsCompleteAsync(observed, experiment, scores, observer, cancellationToken).ConfigureAwait(false)
            ? Ended(experiment, scores)
            : experiment;
    }

    // Whether every enabled scorer has scored a record, or is not waited for any longer.
    private async Task<bool> IsCompleteAsync(
        GalileoClient observed, GalileoExperiment experiment, ExperimentScores scores, IEvalObserver observer, CancellationToken cancellationToken)
    {
        string id = experiment.ExperimentId;
        if (!_scorers.TryGetValue(id, out IReadOnlyList<GalileoScorer>? scorers))
        {
            scorers = await observed.ReadExperimentScorersAsync(experiment.ProjectId, id, cancellationToken).ConfigureAwait(false);
            _scorers[id] = scorers;
        }

        if (scores.IsEmpty)
            return scorers is { Count: 0 } && scores.TraceCount > 0;
        string[] absent = [.. (scorers ?? []).Where(scorer => !scores.Has(scorer.ScorerId) && !scores.Has(scorer.Name))
            .Select(scorer => scorer.Name.Length > 0 ? scorer.Name : scorer.ScorerId)];
        if (absent.Length == 0)
            return true;
        if (!_absentSince.HasHeld(id, true, AbsentStays))
            return false;
        _warnings.Write(observer, "absent " + id, $"{experiment.Describe()} has no score of the scorer {EvalText.OneLine(string.Join(", ", absent), 200)}, which is "
            + "enabled for it. The wait for it ends.");
        return true;
    }

    private static GalileoExperiment Ended(GalileoExperiment experiment, ExperimentScores scores) => experiment with
    {
        State = scores.Failed > 0 ? EvalState.Failed : EvalState.Succeeded,
        ScoredCount = scores.Scored,
        FailedCount = scores.Failed,
        NotApplicableCount = scores.NotApplicable + scores.NotComputed,
    };
}
