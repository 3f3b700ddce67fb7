using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Samples;

namespace GalileoEval.Sandbox.Scale;

/// <summary>One short conversation, rated by three contributors in one thread each. They mostly agree, the third is stricter,
/// and some tasks lack a rating.</summary>
internal sealed class RatedThreads(SampleTask task, IReadOnlyList<string> options)
{
    private const double ShareRated = 0.85;
    private static readonly string[] Contributors = ["contributor_101", "contributor_102", "contributor_103"];
    private static readonly string[] Tones = ["friendly", "neutral", "curt"];

    private readonly double _quality = SampleChance.Of($"{task.Id}/quality");

    public JsonArray ToJson() =>
        Nodes.Array(Contributors.Where((_, place) => place == 0 || SampleChance.Of($"{task.Id}/{place}/rated") < ShareRated).Select(Thread));

    private JsonObject Thread(string contributor)
    {
        JsonObject thread = new()
        {
            ["id"] = $"thread_{task.Id}_{contributor}",
            ["turns"] = new JsonArray(new JsonObject
            {
                ["id"] = $"turn_{task.Id}_{contributor}",
                ["messages"] = new JsonArray(
                    Message("user", "source_user", task.Prompt, []),
                    Message("assistant", "source_a", task.Response, Ratings(contributor))),
                ["annotations"] = new JsonArray(),
            }),
            ["annotations"] = new JsonArray(),
        };
        if (options.Contains("submissions"))
        {
            thread["submissions"] = new JsonArray(new JsonObject
            {
                ["submitted_at"] = Nodes.Time(task.EndsAt!.Value),
                ["contributor_id"] = contributor,
            });
        }

        return thread;
    }

    private static JsonObject Message(string role, string source, string text, JsonArray annotations) => new()
    {
        ["role"] = role,
        ["content"] = new JsonObject { ["text"] = text },
        ["source_id"] = source,
        ["annotations"] = annotations,
    };

    private JsonArray Ratings(string contributor)
    {
        double opinion = SampleChance.Of($"{task.Id}/{contributor}");
        double seen = _quality + (0.35 * (opinion - 0.5)) - (contributor == Contributors[2] ? 0.1 : 0);
        int helpfulness = 1 + (int)(4.999 * Math.Min(Math.Max(seen, 0), 1));
        string tone = Tones[opinion < 0.15 ? 1 : _quality > 0.35 ? 0 : _quality > 0.15 ? 1 : 2];
        return
        [
            Annotation(contributor, "integer", "helpfulness", helpfulness, new JsonArray(1, 2, 3, 4, 5)),
            Annotation(contributor, "boolean", "safe", _quality > 0.2 || opinion > 0.7, new JsonArray(true, false)),
            Annotation(contributor, "category", "tone", tone, Nodes.Strings(Tones)),
        ];
    }

    private JsonObject Annotation(string contributor, string type, string key, JsonNode value, JsonArray possibleValues)
    {
        JsonObject annotation = new()
        {
            ["id"] = $"an_{task.Id}_{contributor}_{key}",
            ["type"] = type,
            ["key"] = key,
            ["value"] = value,
            ["possible_values"] = possibleValues,
        };
        if (options.Contains("annotation_details"))
            annotation["title"] = key;
        return annotation;
    }
}
