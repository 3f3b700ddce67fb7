using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Annotations of all twelve types, and of one unknown type. Without details, an annotation has only its ID, type, key
/// and value. Those of one task lack the ID and the type too, as in some versions of the service.</summary>
internal sealed class SampleAnnotations(string taskId, bool details)
{
    private const string BareTaskId = "task_sandbox_03";
    private int _count;

    public JsonArray OfThread() =>
    [
        Annotation("text", "summary", "What happened", "A customer got a complete answer."),
        Annotation("category", "topic", "Topic", "billing", Nodes.Strings(["billing", "returns", "network"])),
        Annotation("category_multiple", "strengths", "Strengths", Nodes.Strings(["polite", "complete"]), Nodes.Strings(["polite", "complete", "brief"])),
        Annotation("workspace_container", "workspace", "Where it was tried", Workspace()),
        Annotation("sentiment_curve", "sentiment", "Sentiment over time", new JsonArray(-0.4, 0.1, 0.8)),
    ];

    public JsonArray OfTurn() =>
    [
        Annotation("ranked_choices", "preference", "Best answer first", Nodes.Strings(["source_a", "source_b"])),
        Annotation("ranked_groups", "preference_ties", "Best answers first, ties together",
            new JsonArray(Nodes.Strings(["source_a"]), Nodes.Strings(["source_b", "source_c"]))),
    ];

    public JsonArray OfAnswer(int number) =>
    [
        Annotation("integer", "overall_quality", "Overall quality", 3 + (number % 3), new JsonArray(1, 2, 3, 4, 5)),
        Annotation("boolean", "truthful", "Is it true?", number % 4 != 0, new JsonArray(true, false)),
        Annotation("rubric_criteria", "criterion_fix", "Names the fix", new JsonObject { ["weight"] = 2 }),
        Annotation("rubric_rating", "rating_fix", "How well the fix is named",
            new JsonObject { ["score"] = 0.5 * (number % 3), ["color"] = "green", ["justification"] = "The steps are in order." }),
    ];

    public JsonArray OfAlternative() =>
    [
        Annotation("integer", "overall_quality", "Overall quality", 2, new JsonArray(1, 2, 3, 4, 5)),
        Annotation("file", "rewrite", "A better answer, as a file",
            new JsonObject { ["mime_type"] = "text/plain", ["name"] = "rewrite.txt", ["content"] = "SG9sZCB0aGUgYnV0dG9uLg==" }),
    ];

    public JsonArray OfChunk() =>
    [
        Annotation("labeled_text", "spans", "Marked passages",
            new JsonArray(new JsonObject { ["label"] = "instruction", ["text"] = "Hold the reset button" })),
    ];

    /// <summary>One annotation, with its details if they were requested.</summary>
    public JsonObject Annotation(string type, string key, string title, JsonNode value, JsonNode? possibleValues = null)
    {
        JsonObject annotation = new() { ["key"] = key };
        if (details || taskId != BareTaskId)
        {
            annotation["id"] = $"an_{taskId}_{++_count:00}";
            annotation["type"] = type;
        }

        if (details)
        {
            annotation["title"] = title;
            annotation["description"] = $"{title}: one answer for each rated text.";
            annotation["metadata"] = new JsonObject { ["criteria"] = key };
            if (key == "overall_quality")
                annotation["labels"] = Nodes.Strings(["Unusable", "Major issues", "Minor issues", "Good", "Excellent"]);
        }

        annotation["value"] = value;
        if (possibleValues is not null)
            annotation["possible_values"] = possibleValues;
        return annotation;
    }

    private JsonObject Workspace() => new()
    {
        ["workspace_id"] = $"ws_{taskId}",
        ["workspace_config"] = new JsonObject
        {
            ["workspace_id"] = $"ws_{taskId}",
            ["workspace_url"] = "https://workspaces.example.com/" + taskId,
            ["workspace_token"] = $"token-{taskId}-do-not-show",
            ["expires_at"] = "2030-01-01T00:00:00Z",
            ["inactivity_freeze_time"] = 900,
        },
        ["output_files"] = new JsonArray(new JsonObject
        {
            ["file_name"] = "answer.md", ["scale_url"] = "https://files.example.com/scale/answer.md", ["file_language"] = "markdown",
        }),
        ["stdout_output"] = new JsonObject { ["content"] = "3 passed" },
    };
}
