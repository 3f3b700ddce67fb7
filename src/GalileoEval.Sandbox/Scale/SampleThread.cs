using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>The rated conversation of a completed task: two turns, with annotations of every type.</summary>
internal sealed class SampleThread(SampleTask task, IReadOnlyList<string> options)
{
    private static readonly (string Question, string Answer, string Next, string Last)[] Talks =
    [
        ("How do I reset my router?", "Hold the reset button for ten seconds, then wait until the light is steady.",
            "And if the light stays red?", "Then the line is down: check the cable, or call us and we measure it."),
        ("Can I return opened headphones?", "Yes, within 30 days; please keep the receipt.",
            "I lost the receipt.", "The order number in your account is enough."),
        ("Why was I charged twice?", "One of the two is a reservation and disappears within three days.",
            "It has been five days.", "Then I open a case; you get the answer by mail today."),
    ];

    private readonly SampleAnnotations _annotations = new(task.Id, options.Contains("annotation_details"));
    private readonly (string Question, string Answer, string Next, string Last) _talk = Talks[task.Number % Talks.Length];

    private SampleRubric Rubric => new(task, _annotations);

    public JsonObject ToJson()
    {
        JsonObject thread = new()
        {
            ["id"] = $"thread_{task.Id}",
            ["turns"] = new JsonArray(FirstTurn(), SecondTurn()),
            ["annotations"] = _annotations.OfThread(),
        };
        if (options.Contains("submissions"))
        {
            thread["submissions"] = new JsonArray(new JsonObject
            {
                ["submitted_at"] = Nodes.Time(task.EndsAt!.Value),
                ["contributor_id"] = $"contributor_{task.Number + 1:000}",
            });
        }

        return thread;
    }

    private JsonObject FirstTurn()
    {
        JsonObject answer = Message("assistant", "source_a", Answer(_talk.Answer), _annotations.OfAnswer(task.Number));
        JsonObject alternative = Message(
            "assistant", "source_b", Text("Please have a look at our help pages."), _annotations.OfAlternative());
        JsonObject turn = new()
        {
            ["id"] = $"turn_{task.Id}_1",
            ["messages"] = new JsonArray(
                Message("system", "source_prompt", Text("You are the support assistant of a telecom shop.")),
                Message("user", "source_user", WithAttachment(_talk.Question)),
                answer,
                alternative),
            ["annotations"] = _annotations.OfTurn(),
        };
        if (Rubric.IsUsed)
        {
            turn["rubrics"] = Rubric.OfTurn();
            answer["rubric_evaluations"] = Rubric.OfMessage(1, 0.5);
            alternative["rubric_evaluations"] = Rubric.OfMessage(0, 1);
        }

        return turn;
    }

    private JsonObject SecondTurn() => new()
    {
        ["id"] = $"turn_{task.Id}_2",
        ["messages"] = new JsonArray(
            Message("user", "source_user", Text(_talk.Next)),
            Message("function", "source_tool", Text("{\"line\":\"measured\",\"loss_db\":3.1}")),
            Message("assistant", "source_a", Text(_talk.Last), _annotations.OfAnswer(task.Number + 1))),
        ["annotations"] = new JsonArray(),
    };

    private JsonObject Message(string role, string source, JsonObject content, JsonArray? annotations = null)
    {
        JsonObject message = new()
        {
            ["role"] = role, ["content"] = content, ["source_id"] = source, ["annotations"] = annotations ?? [],
        };
        if (options.Contains("model_parameters") && role == "assistant")
        {
            message["model_parameters"] = new JsonObject
            {
                ["model"] = source == "source_a" ? "assistant-a" : "assistant-b",
                ["temperature"] = 0.7,
                ["max_completion_tokens"] = 1000,
                ["top_p"] = 0.9,
                ["top_k"] = 4,
            };
        }

        return message;
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private JsonObject WithAttachment(string text)
    {
        JsonObject attachment = new() { ["scale_url"] = "https://files.example.com/scale/photo.png", ["mime_type"] = "image/png" };
        if (options.Contains("attachment_details"))
        {
            attachment["name"] = "photo.png";
            attachment["url"] = "https://files.example.com/photo.png";
            attachment["file_size_in_bytes"] = 48211;
        }

        return new JsonObject { ["text"] = text, ["attachments"] = new JsonArray(attachment) };
    }

    private JsonObject Answer(string text) => new()
    {
        ["text"] = text,
        ["reference_texts"] = new JsonArray(new JsonObject
        {
            ["content"] = "Section 4.2: what customers may expect.", ["category"] = "handbook", ["url"] = "https://handbook.example.com/4-2",
        }),
        ["chunks"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text, ["annotations"] = _annotations.OfChunk() }),
        ["reasoning"] = new JsonArray(new JsonObject { ["content"] = "The customer wants a fix before an explanation." }),
    };
}
