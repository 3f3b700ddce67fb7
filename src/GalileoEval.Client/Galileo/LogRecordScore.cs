using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>The score of one metric for one log record (an entry of <c>metric_info</c> in
/// <c>POST /v2/projects/{project_id}/traces/search</c>).</summary>
public sealed class LogRecordScore
{
    /// <summary>The project that contains the record, a UUID.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The metrics experiment that contains the copied record, a UUID; null for a record of a log stream or of another
    /// experiment.</summary>
    public string? MetricsExperimentId { get; init; }

    /// <summary>The experiment that contains the record, a UUID; null for none.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The log stream that contains the record, a UUID; null for none.</summary>
    public string? LogStreamId { get; init; }

    /// <summary>The record, a UUID.</summary>
    public string? RecordId { get; init; }

    /// <summary>The type of record: <c>trace</c>, <c>session</c>, <c>llm</c>, <c>retriever</c>, <c>tool</c>, <c>agent</c>,
    /// <c>workflow</c>, <c>control</c>.</summary>
    public string? RecordType { get; init; }

    /// <summary>The trace that the record belongs to, a UUID; for a trace, its own ID.</summary>
    public string? TraceId { get; init; }

    /// <summary>The session that the record belongs to, a UUID; null if the service does not return it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The record that contains the record, a UUID; null for a trace or a session.</summary>
    public string? ParentId { get; init; }

    /// <summary>The ID that the application assigned to the record; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When the record was created, in UTC; null if the service does not return it.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The tags of the record.</summary>
    public EvalList<string> Tags { get; init; } = EvalList<string>.None;

    /// <summary>The name of the record, often empty.</summary>
    public string? Name { get; init; }

    /// <summary>The metric, by its alias where it has one.</summary>
    public required string Metric { get; init; }

    /// <summary>The status as the service names it: <c>success</c>, <c>error</c>, <c>failed</c>, <c>not_applicable</c>, <c>roll_up</c>,
    /// <c>pending</c>, <c>computing</c>, <c>not_computed</c>, or a newer one.</summary>
    public string? Status { get; init; }

    /// <summary>The score: <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/>, seldom a
    /// list; null if there is none.</summary>
    public object? Score { get; init; }

    /// <summary>The explanation of the score, or of its absence without an error.</summary>
    public string? Explanation { get; init; }

    /// <summary>The error of this record.</summary>
    public string? Error { get; init; }

    /// <summary>Whether a retry of this record may succeed; null if the service does not return it.</summary>
    public bool? Retriable { get; init; }

    /// <summary>The URL of the service's explanation of the error.</summary>
    public string? DocumentationLink { get; init; }

    /// <summary>The input of the record: text, or JSON if it is structured.</summary>
    public string? Input { get; init; }

    /// <summary>The output of the record: text, or JSON if it is structured.</summary>
    public string? Output { get; init; }

    /// <summary>The input of the dataset row of the record; null for none.</summary>
    public string? DatasetInput { get; init; }

    /// <summary>The metadata that the scorer returned with the score.</summary>
    public JsonMap? Metadata { get; init; }

    /// <summary>The fields of the record that this object does not have as properties, such as <c>user_metadata</c>, as a JSON
    /// object; null if there are none.</summary>
    public string? AdditionalJson { get; init; }

    /// <summary>Record and score, or its status, such as <c>llm=0.5</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        Score is null
            ? EvalText.Shown($"{RecordType}={Status}")
            : new TestScore { NodeType = RecordType ?? "", Score = Score }.ToString();
}
