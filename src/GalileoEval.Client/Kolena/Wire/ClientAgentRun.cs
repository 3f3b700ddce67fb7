using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>A run in the service's format.</summary>
internal sealed class ClientAgentRun
{
    public JsonElement AgentId { get; set; }

    public JsonElement RunId { get; set; }

    /// <summary>The ID under the name that the other objects use.</summary>
    public JsonElement Id { get; set; }

    public JsonElement UserDefinedId { get; set; }

    public JsonElement Status { get; set; }

    public JsonElement Created { get; set; }

    public JsonElement Updated { get; set; }

    public JsonElement Completed { get; set; }

    public JsonElement Usage { get; set; }

    public JsonElement RunUrl { get; set; }

    public JsonElement Files { get; set; }

    /// <summary>The names in <see cref="Data"/>, in the agent's order.</summary>
    public JsonElement Order { get; set; }

    /// <summary>The results of the prompts, by name.</summary>
    public JsonElement Data { get; set; }

    /// <summary>Converts it to the model.</summary>
    /// <exception cref="JsonException">It has no status.</exception>
    public KolenaAgentRun ToModel(long agentId, long runId) => new()
    {
        AgentId = agentId,
        RunId = runId,
        Status = Status.Text() ?? throw Status.Invalid("a run", "status"),
        UserDefinedId = UserDefinedId.Text(),
        CreatedAt = Created.UtcDate(),
        UpdatedAt = Updated.UtcDate(),
        CompletedAt = Completed.UtcDate(),
        CreditsUsed = Usage.Member("credits_used").Number(),
        RunUrl = RunUrl.Text(),
        Files = new EvalList<string>([.. Files.Items().Select(file => file.Text()).OfType<string>()]),
        Results = new EvalList<KolenaPromptResult>([.. AllResults()]),
        Data = JsonMap.From(Data),
    };

    private IEnumerable<KolenaPromptResult> AllResults()
    {
        if (Data.ValueKind != JsonValueKind.Object)
            return [];

        // A dictionary, because each lookup in the element would be a linear search.
        Dictionary<string, JsonElement> results = new(StringComparer.Ordinal);
        foreach (JsonProperty member in Data.EnumerateObject())
            results[member.Name] = member.Value;
        return Order.Items().Select(name => name.Text()).OfType<string>()
            .Intersect(results.Keys)
            .Union(results.Keys)
            .Select(name => Result(name, results[name]));
    }

    private static KolenaPromptResult Result(string name, JsonElement result)
    {
        JsonElement metadata = result.Member("metadata");
        return new KolenaPromptResult
        {
            Name = name,
            Status = result.Member("status").Text(),
            Value = JsonMap.ValueOf(result.Member("value")),
            StartedAt = result.Member("start_time").UtcDate(),
            EndedAt = result.Member("end_time").UtcDate(),
            CreditsUsed = result.Member("usage").Member("credits_used").Number(),
            Confidence = metadata.Member("confidence").Number(),
            Reasoning = metadata.Member("reasoning").Text(),
            Citations = new EvalList<KolenaCitation>(
                [.. metadata.Member("citations").Items().Concat(metadata.Member("url_citations").Items()).Select(Citation)]),
        };
    }

    private static KolenaCitation Citation(JsonElement citation) => new()
    {
        File = citation.Member("file").Text(),
        Pages = new EvalList<long>([.. citation.Member("pages").Items().Select(page => page.Whole()).OfType<long>()]),
        Url = citation.Member("url").Text(),
        Title = citation.Member("title").Text(),
        CitedText = citation.Member("cited_text").Text(),
    };
}
