using System.Text.Json;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Reads one metric of one record (an entry of <c>metric_info</c>).</summary>
internal static class LogRecordScoreReader
{
    // The metrics that the service measures on every record without a scorer.
    private static readonly HashSet<string> s_measures = new(StringComparer.OrdinalIgnoreCase)
    {
        "cost",
        "duration_ns",
        "num_audio_input_tokens",
        "num_audio_output_tokens",
        "num_image_input_tokens",
        "num_image_output_tokens",
        "num_input_tokens",
        "num_output_tokens",
        "num_total_tokens",
        "time_to_first_token_ns",
    };

    /// <summary>Whether the service measures a metric itself, without a scorer.</summary>
    /// <param name="key">The metric's key.</param>
    /// <returns>True for tokens, times and costs.</returns>
    public static bool IsMeasure(string key) => s_measures.Contains(key);

    /// <summary>Reads a row.</summary>
    /// <param name="projectId">The project; null to take the record's own.</param>
    /// <param name="run">The run that contains the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="entry">The metric's entry.</param>
    /// <returns>The row.</returns>
    public static LogRecordScore Read(
        string? projectId, LogRecordRun run, LogRecord record, string key, JsonElement entry)
    {
        string? status = entry.Member("status_type").Text();
        bool failed = status is "error" or "failed";
        JsonElement error = entry.Member("standard_error");
        string? message = error.Member("message").Text() ?? entry.Member("message").Text();
        JsonElement value = entry.Member("value");

        return new LogRecordScore
        {
            ProjectId = projectId ?? record.ProjectId,
            MetricsExperimentId = run.MetricsExperimentId,
            ExperimentId = run.ExperimentId,
            LogStreamId = run.LogStreamId,
            RecordId = record.Id,
            RecordType = record.Type,
            TraceId = record.TraceId,
            SessionId = record.SessionId,
            ParentId = record.ParentId,
            ExternalId = record.ExternalId,
            CreatedAt = record.CreatedAt,
            Tags = record.Tags,
            Name = record.Name,
            Metric = entry.Member("metric_key_alias").Text() is { Length: > 0 } alias ? alias : key,
            Status = status,
            Score = value.Text() ?? JsonMap.ValueOf(value),
            Explanation = entry.Member("explanation").Text() ?? entry.Member("rationale").Text() ?? (failed ? null : message),
            Error = failed ? message : null,
            Retriable = error.Member("retriable").Flag(),
            DocumentationLink = error.Member("documentation_link").Text(),
            Input = record.Input,
            Output = record.Output,
            DatasetInput = record.DatasetInput,
            Metadata = MetadataOf(entry.Member("metadata")),
            AdditionalJson = record.AdditionalJson,
        };
    }

    // Sometimes a JSON string.
    private static JsonMap? MetadataOf(JsonElement metadata)
    {
        if (metadata.Text() is not { } text)
            return JsonMap.From(metadata);

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return JsonMap.From(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
