using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Creates session records from trace records.</summary>
internal static class SampleSession
{
    /// <summary>One record for each session, in the order of their first traces.</summary>
    public static IEnumerable<JsonObject> FromTraces(IEnumerable<JsonObject> traces) =>
        traces.GroupBy(trace => (string)trace["session_id"]!).Select(session => FromTraces(session.Key, [.. session]));

    private static JsonObject FromTraces(string id, JsonObject[] traces)
    {
        JsonObject first = traces[0];
        JsonObject last = traces[traces.Length - 1];
        return new JsonObject
        {
            ["type"] = "session",
            ["id"] = id,
            ["session_id"] = id,
            ["project_id"] = first["project_id"]?.DeepClone(),
            ["run_id"] = first["run_id"]?.DeepClone(),
            ["name"] = first["name"]?.DeepClone(),
            ["input"] = first["input"]?.DeepClone(),
            ["output"] = last["output"]?.DeepClone(),
            ["created_at"] = first["created_at"]?.DeepClone(),
            ["updated_at"] = last["updated_at"]?.DeepClone(),
            ["tags"] = first["tags"]?.DeepClone(),
            ["user_metadata"] = first["user_metadata"]?.DeepClone(),
            ["status_code"] = last["status_code"]?.DeepClone(),
            ["metrics"] = new JsonObject { ["duration_ns"] = traces.Sum(trace => (long?)trace["metrics"]?["duration_ns"] ?? 0) },
            ["num_traces"] = traces.Length,
            ["previous_session_id"] = null,
            ["external_id"] = null,
            ["has_children"] = true,
            ["is_complete"] = true,
            ["metric_info"] = new JsonObject(),
        };
    }
}
