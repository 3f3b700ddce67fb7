using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The columns for filters and sort orders of records.</summary>
internal static class RecordColumns
{
    private static readonly string[] Plain =
    [
        "id", "type", "name", "input", "output", "trace_id", "parent_id", "session_id", "project_id", "run_id", "created_at",
        "updated_at", "tags", "status_code", "external_id", "model", "num_spans", "step_number", "has_children", "is_complete",
        "dataset_input", "dataset_output", "tool_call_id", "agent_type", "finish_reason", "temperature",
    ];

    private static readonly string[] Metrics = ["duration_ns", "num_input_tokens", "num_output_tokens", "num_total_tokens"];
    private static readonly string[] Maps = ["user_metadata", "dataset_metadata", "metrics"];

    /// <summary>True for a column of this name.</summary>
    public static bool Exists(string column) =>
        column == "node_type" || Plain.Contains(column) || Metrics.Contains(column) || Key(column) is not null;

    /// <summary>The value of a column; null if it is absent.</summary>
    public static JsonNode? Value(JsonObject record, string column)
    {
        if (column == "node_type")
            return record["type"];
        if (column is "input" or "output")
            return Text(record[column]);
        if (Key(column) is var (map, key))
            return record[map]?[key];
        return Metrics.Contains(column) ? record["metrics"]?[column] : record[column];
    }

    // Searches the text of messages and documents.
    private static JsonNode? Text(JsonNode? value) =>
        value is null or JsonValue ? value
        : Nodes.Text(value is JsonObject message ? message["content"] : null) ?? value.ToJsonString();

    private static (string Map, string Key)? Key(string column)
    {
        int separator = column.IndexOfAny(['/', '.']);
        return separator > 0 && Maps.Contains(column.Substring(0, separator)) && separator + 1 < column.Length
            ? (column.Substring(0, separator), column.Substring(separator + 1))
            : null;
    }
}
