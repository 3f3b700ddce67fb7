using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The experiment that scores copies of stored records with a scorer file.</summary>
internal sealed class MetricsExperiment(string id, string projectId, IReadOnlyList<JsonObject> records)
{
    /// <summary>The metric for the scores of a file that is not registered yet.</summary>
    public const string Metric = "registered_scorer_validation";

    private readonly object _gate = new();
    private IReadOnlyList<JsonObject> _copied = [];
    private string _running = "pending";
    private Dictionary<string, JsonObject>? _scores;
    private string _problem = "";

    public string ProjectId => projectId;

    /// <summary>Makes the copied records visible.</summary>
    public void Copied()
    {
        lock (_gate)
            _copied = records;
    }

    /// <summary>Marks the scorer file as running.</summary>
    public void Computing()
    {
        lock (_gate)
            _running = "computing";
    }

    /// <summary>Records the scores.</summary>
    /// <param name="outcome">How the run ended.</param>
    public void Ended(ScorerOutcome outcome)
    {
        Dictionary<string, JsonObject> scores = [];
        foreach (JsonObject line in outcome.Lines)
        {
            if (Nodes.Text(line["id"]) is { } record)
                scores[record] = line;
        }

        lock (_gate)
        {
            _problem = outcome.Failure ?? outcome.Problem ?? outcome.ErrorMessage ?? ScorerOutcome.NoVerdict;
            _scores = scores;
        }
    }

    /// <summary>Returns the records in their current state.</summary>
    /// <param name="withMetadata">True to include the metadata that the scorer returned with the score.</param>
    public IReadOnlyList<JsonObject> Records(bool withMetadata)
    {
        lock (_gate)
            return [.. _copied.Select(record => Copy(record, withMetadata))];
    }

    private JsonObject Copy(JsonObject record, bool withMetadata)
    {
        JsonObject copy = (JsonObject)record.DeepClone();
        copy["run_id"] = id;
        copy["metric_info"] = new JsonObject { [Metric] = Entry((string)record["id"]!, withMetadata) };
        return copy;
    }

    private JsonObject Entry(string recordId, bool withMetadata)
    {
        JsonObject entry = new() { ["status_type"] = _running, ["scorer_type"] = null, ["metric_key_alias"] = Metric };
        if (_scores is null)
        {
            if (_running == "computing")
                entry["message"] = "Metric is computing.";
            return entry;
        }

        JsonObject? score = _scores.TryGetValue(recordId, out JsonObject? found) ? found : null;
        string status = (string?)score?["status_type"] ?? "failed";
        entry["status_type"] = status;
        if (status == "success")
        {
            entry["value"] = score!["value"]?.DeepClone();
            entry["display_value"] = Display(score["value"]);
            if (withMetadata)
                entry["metadata"] = score["metadata"]?.DeepClone();
        }
        else
        {
            entry["message"] = status switch
            {
                "failed" => _problem,
                "not_applicable" => "Metric not applicable.",
                _ => (string?)score!["message"],
            };
        }

        return entry;
    }

    private static string? Display(JsonNode? value) =>
        value is JsonValue number && number.TryGetValue(out double score)
            ? score.ToString("0.####", CultureInfo.InvariantCulture)
            : value?.ToString();
}
