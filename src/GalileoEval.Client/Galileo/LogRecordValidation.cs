using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>
/// The validation of a code scorer on stored log records (<c>POST /v2/scorers/code/validate/log_record</c>) or on the rows
/// of a dataset (<c>POST /v2/scorers/code/validate/dataset</c>). The service copies them into a separate experiment
/// and scores them there; <c>POST /v2/projects/{project_id}/traces/search</c>
/// reads them. The service has no overall status, so the state is derived from the records. An instance with only the
/// IDs is a reference to an unread validation.
/// </summary>
public sealed class LogRecordValidation : IEvalTask
{
    /// <inheritdoc/>
    public EvalService Service => EvalService.Galileo;

    /// <summary>The project that contains the experiment, a UUID; null with an older server.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The experiment that contains the copied records and their scores, a UUID.</summary>
    public required string MetricsExperimentId { get; init; }

    /// <summary>The file that was sent; null if only the IDs are known.</summary>
    public string? Path { get; init; }

    /// <summary>The log stream of the records; null for none, or if only the IDs are known.</summary>
    public string? LogStreamId { get; init; }

    /// <summary>The experiment of the records; null for none, or if only the IDs are known.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The dataset of the records; null for none, or if only the IDs are known.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The distinct statuses of the scores as the service names them, in alphabetical order, such as <c>pending,success</c>; null
    /// while there is no score.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// The state: Pending while there are no records; Running while there is no score, or one that is not final; then
    /// Failed if any score ended in an error, else Succeeded. Unknown until the first poll.
    /// </summary>
    public EvalState State { get; init; }

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>The number of records in the experiment, scored or not.</summary>
    public int RecordCount { get; init; }

    /// <summary>The number of scores (<c>success</c>, and <c>roll_up</c> of a parent).</summary>
    public int ScoredCount { get; init; }

    /// <summary>The number of scores that ended in an error (<c>error</c>, <c>failed</c>).</summary>
    public int FailedCount { get; init; }

    /// <summary>The number of records to which the scorer does not apply (<c>not_applicable</c>, and permanent
    /// <c>not_computed</c>).</summary>
    public int NotApplicableCount { get; init; }

    /// <summary>The number of pending scores (<c>pending</c>, <c>computing</c>, <c>not_computed</c>, and any status not
    /// known to this version).</summary>
    public int PendingCount { get; init; }

    /// <summary>The mean of the scores that are numbers or true (1) and false (0); null if there are none. Roll-ups repeat
    /// the scores of their children: they count only if there are no other scores.</summary>
    public double? AverageScore { get; init; }

    /// <summary>The scores, one row for each record and metric, in the service's order.</summary>
    public EvalList<LogRecordScore> Scores { get; init; } = new([]);

    /// <inheritdoc/>
    public string Describe() => $"metrics experiment {EvalText.Id(MetricsExperimentId)}";

    /// <summary>Whether only <c>not_computed</c> scores are missing: final only if they stay so, which a single poll cannot
    /// determine.</summary>
    internal bool WaitsForNotComputedOnly =>
        PendingCount > 0
        && Scores.All(score => score.Status == LogRecordEvaluator.NotComputed || LogRecordEvaluator.IsFinal(score.Status));

    /// <summary>A copy that treats <c>not_computed</c> as final. The waiter uses it when that status persists.</summary>
    internal LogRecordValidation WithNotComputedAsFinal() =>
        LogRecordEvaluator.Evaluate(this, RecordCount, Scores, notComputedIsFinal: true);
}
