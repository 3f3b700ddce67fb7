using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Samples;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Creates traces with scores: of two prompts over the same dataset rows, and of logged traffic. The second prompt is
/// worse in one metric, <c>correctness</c>, and equal in the others.</summary>
internal sealed class EvaluatedRecords(DateTime now)
{
    private const int DatasetRows = 40;
    private const int LoggedTraces = 60;
    private static readonly string[] Items =
        ["a jacket", "wireless headphones", "a tablet", "a coffee machine", "running shoes", "a phone case", "a desk lamp", "a backpack", "a camera", "a keyboard"];

    private static readonly (string Topic, string Question, string Answer, string Expected)[] Talks =
    [
        ("returns", "Can I return {0} that I have used once?", "Yes, within 30 days; please keep the receipt for {0}.", "Yes, within 30 days."),
        ("shipping", "When does my order of {0} arrive?", "Your order of {0} arrives tomorrow before noon.", "State the day of arrival."),
        ("warranty", "Is {0} still covered after 14 months?", "Yes: the warranty of {0} is 24 months.", "Covered for 24 months."),
        ("discount", "Is there a discount on {0} for students?", "Yes, 15 % on {0} with a valid student card.", "15 % with a student card."),
    ];

    /// <summary>The traces of one prompt over the dataset rows.</summary>
    /// <param name="runId">The experiment.</param>
    /// <param name="correct">The share of rows that it gets right.</param>
    public IReadOnlyList<JsonObject> Experiment(string runId, double correct) =>
        [.. Enumerable.Range(0, DatasetRows).Select(row => Row(runId, row, correct))];

    /// <summary>The traces of a log stream: a few could not be scored, and some metrics do not apply to some.</summary>
    /// <param name="runId">The log stream.</param>
    public IReadOnlyList<JsonObject> Logged(string runId) => [.. Enumerable.Range(0, LoggedTraces).Select(number => Log(runId, number))];

    private JsonObject Row(string runId, int row, double correct)
    {
        JsonObject trace = Trace(runId, row, now.AddDays(-2).AddSeconds(20 * row));
        trace["dataset_input"] = (string)trace["input"]!;
        trace["dataset_output"] = Talks[row % Talks.Length].Expected;
        trace["dataset_metadata"] = new JsonObject { ["topic"] = Talks[row % Talks.Length].Topic };
        // The hardness depends on the row only, so that the two prompts agree on most rows.
        double hardness = SampleChance.Of($"hardness/{row}");
        double luck = 0.1 * (SampleChance.Of($"{runId}/luck/{row}") - 0.5);
        trace["metric_info"] = new JsonObject
        {
            ["correctness"] = Success(hardness + luck < correct),
            ["completeness"] = Success(Math.Round(0.9 - (0.4 * hardness) + luck, 3)),
            ["tone"] = Success(Tone($"tone/{row}", SampleChance.Of($"{runId}/tone/{row}") < 0.1)),
        };
        return trace;
    }

    private JsonObject Log(string runId, int number)
    {
        JsonObject trace = Trace(runId, number, now.AddHours(-number));
        trace["external_id"] = "request-" + (number + 1).ToString("000", CultureInfo.InvariantCulture);
        double quality = SampleChance.Of($"{runId}/{number}");
        trace["metric_info"] = new JsonObject
        {
            ["correctness"] = number % 20 == 7
                ? Unscored("failed", "The judge model did not respond in time.")
                : Success(quality > 0.15),
            ["completeness"] = number % 15 == 4
                ? Unscored("error", "The judge model returned text where a number was expected.")
                : Success(Math.Round(0.55 + (0.45 * quality), 3)),
            ["tone"] = Success(Tone($"{runId}/tone/{number}", other: false)),
            ["context_adherence"] = number % 4 == 2
                ? Unscored("not_applicable", "The trace has no retriever span.")
                : Success(Math.Round(Math.Sqrt(quality), 3)),
        };
        return trace;
    }

    private static JsonObject Trace(string runId, int number, DateTime startedAt)
    {
        (string topic, string question, string answer, _) = Talks[number % Talks.Length];
        string item = Items[number / Talks.Length % Items.Length];
        JsonObject trace = new SampleStep(runId, number, startedAt, SandboxSample.EvaluatedProjectId).Record(
            "trace",
            topic,
            string.Format(CultureInfo.InvariantCulture, question, item),
            string.Format(CultureInfo.InvariantCulture, answer, item),
            parent: null,
            milliseconds: 700 + (13 * number));
        trace["num_spans"] = 0;
        return trace;
    }

    private static string Tone(string name, bool other)
    {
        double chance = SampleChance.Of(name);
        return (chance, other) switch
        {
            ( < 0.7, false) or ( > 0.9, true) => "friendly",
            ( < 0.93, _) => "neutral",
            _ => "curt",
        };
    }

    private static JsonObject Success(JsonNode value) => new()
    {
        ["status_type"] = "success",
        ["scorer_type"] = "Plus",
        ["value"] = value,
        ["display_value"] = value.ToString(),
    };

    private static JsonObject Unscored(string status, string message) => new()
    {
        ["status_type"] = status,
        ["scorer_type"] = "Plus",
        ["message"] = message,
    };
}
