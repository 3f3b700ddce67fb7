using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>A run that ends at a given time.</summary>
/// <param name="AgentId">The agent that runs.</param>
/// <param name="Id">The ID.</param>
/// <param name="UserDefinedId">The ID that the user assigned.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="EndsAt">When it ends, in UTC.</param>
/// <param name="EndStatus">The final status.</param>
/// <param name="Files">The files that it reads.</param>
internal sealed record AgentRun(
    long AgentId,
    long Id,
    string? UserDefinedId,
    DateTime CreatedAt,
    DateTime EndsAt,
    string EndStatus,
    IReadOnlyList<AgentFile> Files)
{
    /// <summary>The service's name for the current status.</summary>
    public string StatusAt(DateTime now) => now < EndsAt ? "running" : EndStatus;

    /// <summary>Serializes the current run as the service does.</summary>
    public JsonObject ToJson(DateTime now)
    {
        string status = StatusAt(now);
        return new JsonObject
        {
            ["agent_id"] = AgentId,
            ["run_id"] = Id,
            ["user_defined_id"] = UserDefinedId,
            ["created"] = Time(CreatedAt),
            ["updated"] = Time(now < EndsAt ? CreatedAt : EndsAt),
            ["completed"] = now < EndsAt ? null : Time(EndsAt),
            ["files"] = Nodes.Strings([.. Files.Select(file => file.Name)]),
            ["run_url"] = string.Format(CultureInfo.InvariantCulture, "https://agents.kolena.com/sandbox/agents/{0}/runs/{1}", AgentId, Id),
            ["order"] = Nodes.Strings(["total_amount", "due_date"]),
            ["data"] = status == "success"
                ? new JsonObject
                {
                    ["total_amount"] = Result(file => JsonValue.Create(file.Total)),
                    ["due_date"] = Result(file => JsonValue.Create(file.DueDate)),
                }
                : new JsonObject(),
            ["status"] = status,
            ["usage"] = status == "success" ? new JsonObject { ["credits_used"] = 2.5 } : null,
        };
    }

    // The value comes from the first file that has it.
    private JsonObject Result(Func<AgentFile, JsonNode?> read)
    {
        AgentFile? source = Files.FirstOrDefault(file => read(file) is not null);
        return new JsonObject
        {
            ["status"] = "success",
            ["value"] = source is null ? null : read(source),
            ["start_time"] = Time(CreatedAt),
            ["end_time"] = Time(EndsAt),
            ["usage"] = new JsonObject { ["credits_used"] = 1.25 },
            ["metadata"] = new JsonObject
            {
                ["confidence"] = source is null ? 0.2 : 0.9,
                ["reasoning"] = source is null ? "None of the files has it." : $"It is printed on the first page of {source.Name}.",
                ["citations"] = source is null
                    ? new JsonArray()
                    : new JsonArray(new JsonObject { ["file"] = source.Name, ["pages"] = new JsonArray(1) }),
                ["url_citations"] = new JsonArray(),
            },
        };
    }

    // Unlike the other services, Kolena writes times without an offset.
    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
