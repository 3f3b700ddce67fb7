using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Compares scores with the ground truth.</summary>
internal static class HealthScore
{
    /// <summary>The output types of the service, with the kind of health score that the sandbox computes for each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["boolean"] = "macro_f1",
        ["categorical"] = "macro_f1",
        ["freeform"] = "macro_f1",
        ["multilabel"] = "micro_f1",
        ["boolean_multilabel"] = "micro_f1",
        ["retrieved_chunk_list_boolean"] = "micro_f1",
        ["percentage"] = "mse",
        ["count"] = "mae",
        ["discrete"] = "mae",
    };

    /// <summary>Computes the health score of records.</summary>
    /// <param name="records">The records with their scores; the ground truth of each is its <c>dataset_output</c>.</param>
    /// <param name="outputType">The output type of the scorer.</param>
    public static JsonObject Compute(IReadOnlyList<JsonObject> records, string outputType)
    {
        string kind = Kinds[outputType];
        (string? Score, string? Truth)[] rows = [.. records.Select(record => (ScoreOf(record), Text(record["dataset_output"])))];
        (string Score, string Truth)[] joined = [.. rows.Where(row => row is { Score: not null, Truth: not null }).Select(row => (row.Score!, row.Truth!))];
        JsonObject secondary = [];
        (double? value, int used) = kind is "mse" or "mae"
            ? Error(joined, kind, secondary)
            : Agreement(outputType == "boolean" ? Booleans(joined) : joined, kind, secondary);
        return new JsonObject
        {
            ["health_score_type"] = kind,
            ["value"] = value,
            ["secondary"] = secondary,
            ["skipped_rows"] = joined.Length - used,
            ["total_scored_rows"] = rows.Count(row => row.Score is not null),
            ["total_mgt_rows"] = rows.Count(row => row.Truth is not null),
            ["joined_rows"] = used,
        };
    }

    private static string? ScoreOf(JsonObject record) =>
        record["metric_info"]?[MetricsExperiment.Metric] is JsonObject entry && Nodes.Text(entry["status_type"]) == "success"
            ? Text(entry["value"])
            : null;

    private static string? Text(JsonNode? node) => Nodes.Text(node) ?? node?.ToJsonString();

    private static (string Score, string Truth)[] Booleans((string Score, string Truth)[] rows) =>
        [.. rows.Select(row => (Boolean(row.Score), Boolean(row.Truth))).Where(row => row is { Item1: not null, Item2: not null }).Select(row => (row.Item1!, row.Item2!))];

    private static string? Boolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "1.0" => "true",
        "false" or "0" or "0.0" => "false",
        _ => null,
    };

    private static (double? Value, int Used) Error((string Score, string Truth)[] rows, string kind, JsonObject secondary)
    {
        double[] errors =
        [
            .. rows.Select(row => Number(row.Score) - Number(row.Truth)).Where(error => error is not null).Select(error => error!.Value),
        ];
        if (errors.Length == 0)
            return (null, 0);
        double squared = errors.Average(error => error * error);
        double absolute = errors.Average(Math.Abs);
        secondary["rmse"] = Math.Sqrt(squared);
        secondary[kind == "mse" ? "mae" : "mse"] = kind == "mse" ? absolute : squared;
        return (kind == "mse" ? squared : absolute, errors.Length);
    }

    private static double? Number(string text) => Boolean(text) switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
    };

    private static (double? Value, int Used) Agreement((string Score, string Truth)[] rows, string kind, JsonObject secondary)
    {
        if (rows.Length == 0)
            return (null, 0);
        HashSet<string>[] scores = [.. rows.Select(row => Labels(row.Score, kind))];
        HashSet<string>[] truths = [.. rows.Select(row => Labels(row.Truth, kind))];
        int hits = 0, misses = 0;
        List<double> each = [];
        foreach (string label in scores.Concat(truths).SelectMany(labels => labels).Distinct().OrderBy(label => label, StringComparer.Ordinal))
        {
            int both = rows.Where((_, i) => scores[i].Contains(label) && truths[i].Contains(label)).Count();
            int one = rows.Where((_, i) => scores[i].Contains(label) != truths[i].Contains(label)).Count();
            double f1 = 2.0 * both / ((2 * both) + one);
            secondary["f1_" + label] = f1;
            each.Add(f1);
            (hits, misses) = (hits + both, misses + one);
        }

        return (kind == "macro_f1" ? each.Average() : 2.0 * hits / Math.Max(1, (2 * hits) + misses), rows.Length);
    }

    private static HashSet<string> Labels(string text, string kind) =>
        kind == "micro_f1" ? [.. text.Trim('[', ']').Split(',').Select(label => label.Trim(' ', '"'))] : [text.Trim()];
}
