using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Kolena's sample data: an agent that reads invoices, and the ground truths of its results.</summary>
internal static class KolenaSample
{
    private const long SmallGroundTruthId = 11;
    private const int TrendVersions = 3;
    private const long FirstTrendValidation = 101;

    // The agent improves on two versions of the ground truth; a change after the fifteenth validation makes it worse.
    private static readonly double[] TrendScores =
        [71.5, 72.25, 74, 73.5, 76.25, 78, 80.5, 81, 83.25, 84.5, 86, 88.75, 90.25, 91.5, 92, 91.25, 84.5, 83, 81.75, 82.5];

    public static JsonObject[] Agents() =>
    [
        Agent(SandboxSample.AgentId, "Invoice reader", "Read the totals and dates of supplier invoices."),
        Agent(2, "Lease abstractor", "Summarise commercial leases: parties, rent, options."),
    ];

    public static JsonObject[] GroundTruths() =>
    [
        GroundTruth(SandboxSample.GroundTruthId, 1, "Invoices 2024"),
        GroundTruth(SandboxSample.GroundTruthId, 2, "Invoices 2024"),
        GroundTruth(SmallGroundTruthId, 1, "Credit notes"),
        .. Enumerable.Range(1, TrendVersions).Select(version => GroundTruth(SandboxSample.TrendGroundTruthId, version, "Receipts")),
    ];

    /// <summary>One validation with each final status, and one in progress.</summary>
    public static List<Validation> Validations(DateTime now, DateTime later) =>
    [
        new(1, SandboxSample.GroundTruthId, 1, now, "success", 95),
        new(2, SandboxSample.GroundTruthId, 2, now, "success", 71.5),
        new(3, SandboxSample.GroundTruthId, 2, now, "failed", null),
        new(4, SandboxSample.GroundTruthId, 2, now, "canceled", null),
        new(5, SandboxSample.GroundTruthId, 2, later, "success", 88.25),
        new(6, SmallGroundTruthId, 1, now, "success", 64),
        .. TrendScores.Select((score, place) => new Validation(
            FirstTrendValidation + place, SandboxSample.TrendGroundTruthId, TrendVersion(place), now, "success", score)),
    ];

    private static int TrendVersion(int place) => 1 + (place * TrendVersions / TrendScores.Length);

    private static JsonObject Agent(long id, string name, string objective) => new()
    {
        ["id"] = id,
        ["workspace_id"] = 1,
        ["name"] = name,
        ["objective"] = objective,
        ["created"] = "2025-02-03T09:15:00",
        ["updated"] = "2025-06-30T16:40:12",
        ["created_by"] = Authenticator.UserName,
        ["prompts"] = new JsonArray(
            Prompt(id * 100 + 1, "total_amount", "number"), Prompt(id * 100 + 2, "due_date", "date")),
        ["output_templates"] = new JsonArray(),
        ["metadata"] = new JsonObject { ["team"] = "finance" },
    };

    private static JsonObject Prompt(long id, string name, string kind) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["created"] = "2025-02-03T09:20:00",
        ["updated"] = "2025-02-03T09:20:00",
        ["options"] = new JsonObject { ["kind"] = kind },
        ["documents"] = new JsonArray(),
        ["input_prompt_ids"] = new JsonArray(),
        ["last_updated_by"] = Authenticator.UserName,
    };

    private static JsonObject GroundTruth(long id, int version, string name) => new()
    {
        ["id"] = id,
        ["version"] = version,
        ["name"] = name,
        ["evaluation_instructions"] = "Amounts must agree to the cent; dates in any notation.",
        ["runs"] = new JsonArray(
            Run("inv-1001", 1249.5, "2024-11-30"), Run("inv-1002", 88, "2024-12-15"), Run("inv-1003", 4310.25, "2025-01-31")),
    };

    private static JsonObject Run(string id, double total, string due) => new()
    {
        ["user_defined_id"] = id,
        ["data"] = new JsonObject { ["total_amount"] = total, ["due_date"] = due },
    };
}
