using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Creates the records of one trace in the service's format.</summary>
internal sealed class SampleStep(string runId, int number, DateTime startedAt, string projectId = SandboxSample.ProjectId)
{
    private readonly string _traceId = SampleId.Of($"{runId}/{number}");
    private int _count;

    /// <summary>Creates a record with the fields of all types.</summary>
    public JsonObject Record(string type, string name, JsonNode input, JsonNode output, JsonObject? parent, long milliseconds)
    {
        int place = _count++;
        JsonObject record = new()
        {
            ["type"] = type,
            ["id"] = place == 0 ? _traceId : SampleId.Of($"{runId}/{number}/{place}"),
            ["name"] = name,
            ["input"] = input,
            ["output"] = output,
            ["session_id"] = SampleId.Of($"{runId}/session/{number}"),
            ["trace_id"] = _traceId,
            ["project_id"] = projectId,
            ["run_id"] = runId,
            ["created_at"] = Nodes.Time(startedAt.AddMilliseconds(place * 40)),
            ["updated_at"] = Nodes.Time(startedAt.AddMilliseconds((place * 40) + milliseconds)),
            ["tags"] = Nodes.Strings(["support"]),
            ["user_metadata"] = new JsonObject(),
            ["dataset_metadata"] = new JsonObject(),
            ["status_code"] = 200,
            ["metrics"] = new JsonObject { ["duration_ns"] = milliseconds * 1_000_000 },
            ["has_children"] = false,
            ["is_complete"] = true,
            ["metric_info"] = new JsonObject(),
        };
        if (parent is not null)
        {
            record["parent_id"] = (string)parent["id"]!;
            record["step_number"] = place;
        }

        return record;
    }

    /// <summary>Creates the record of a model call.</summary>
    public JsonObject Model(string name, string instructions, string question, string answer, JsonObject parent)
    {
        JsonArray input = [Message("system", instructions), Message("user", question)];
        JsonObject record = Record("llm", name, input, Message("assistant", answer), parent, 400 + (answer.Length * 8));
        int read = (instructions.Length + question.Length) / 4;
        record["metrics"]!["num_input_tokens"] = read;
        record["metrics"]!["num_output_tokens"] = answer.Length / 4;
        record["metrics"]!["num_total_tokens"] = read + (answer.Length / 4);
        record["model"] = "support-model-1";
        record["temperature"] = 0.2;
        record["finish_reason"] = "stop";
        return record;
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
