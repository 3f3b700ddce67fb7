using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Creates a trace for each sample conversation, with the spans of an agent.</summary>
internal sealed class SampleRecords(DateTime now)
{
    private static readonly string[] Channels = ["web", "app", "phone"];

    /// <summary>Creates traces with their spans.</summary>
    /// <param name="runId">The log stream or experiment of the traces.</param>
    /// <param name="first">The index of the first conversation.</param>
    /// <param name="count">The number of traces.</param>
    public IReadOnlyList<JsonObject> Traces(string runId, int first, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => Trace(runId, i, SampleConversation.All[(first + i) % SampleConversation.All.Count]))];

    /// <summary>The first rows of the sample dataset: questions and expected responses.</summary>
    public static IReadOnlyList<JsonObject> DatasetRows(int count) =>
    [
        .. SampleConversation.All.Take(count).Select(talk => new JsonObject
        {
            ["input"] = talk.Question,
            ["output"] = talk.Expected,
            ["metadata"] = new JsonObject { ["topic"] = talk.Topic },
        }),
    ];

    private IEnumerable<JsonObject> Trace(string runId, int number, SampleConversation talk)
    {
        SampleStep step = new(runId, number, now.AddMinutes(-10 * (12 - number)));
        bool checksTone = number % 3 == 0;
        JsonObject trace = step.Record("trace", talk.Topic, talk.Question, talk.Answer, parent: null, milliseconds: 1840 + (37 * number));
        trace["tags"] = Nodes.Strings(["support", talk.Topic]);
        trace["user_metadata"] = new JsonObject { ["channel"] = Channels[number % 3], ["customer"] = $"c-{100 + number}" };
        trace["num_spans"] = checksTone ? 6 : 5;
        trace["has_children"] = true;
        yield return trace;

        JsonObject agent = step.Record("agent", "support-agent", talk.Question, talk.Answer, trace, 1800);
        agent["agent_type"] = "react";
        agent["has_children"] = true;
        yield return agent;

        JsonArray documents =
        [
            new JsonObject { ["content"] = talk.Document, ["metadata"] = new JsonObject { ["source"] = "handbook", ["score"] = 0.91 } },
            new JsonObject { ["content"] = "Be polite, be brief.", ["metadata"] = new JsonObject { ["source"] = "style guide", ["score"] = 0.42 } },
        ];
        yield return step.Record("retriever", "search-handbook", talk.Question, documents, agent, 120);

        JsonObject tool = step.Record("tool", talk.Tool, talk.ToolInput, talk.ToolOutput, agent, 260);
        tool["tool_call_id"] = $"call_{number + 1:00}";
        yield return tool;

        JsonObject workflow = step.Record("workflow", "compose-answer", talk.Question, talk.Answer, agent, 1300);
        workflow["has_children"] = true;
        yield return workflow;

        JsonObject draft = step.Model("draft-answer", $"{talk.Document} {talk.ToolOutput}", talk.Question, talk.Answer, workflow);
        draft["tools"] = new JsonArray(new JsonObject
        {
            ["type"] = "function", ["function"] = new JsonObject { ["name"] = talk.Tool, ["parameters"] = new JsonObject() },
        });
        yield return draft;

        if (checksTone)
            yield return step.Model("check-tone", "Say polite or rude.", talk.Answer, "polite", workflow);
    }
}
