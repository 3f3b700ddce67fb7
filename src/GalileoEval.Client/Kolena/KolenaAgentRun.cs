using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Kolena;

/// <summary>
/// One run of an agent over its files (<c>GET /api/v1/client/agents/{agent_id}/runs/{run_id}</c>). An instance with only
/// the two IDs is a reference to an unread run.
/// </summary>
public sealed record KolenaAgentRun : TolerantObject, IEvalTask
{
    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Kolena;

    /// <summary>The agent that runs.</summary>
    public required long AgentId { get; init; }

    /// <summary>The run.</summary>
    public required long RunId { get; init; }

    /// <summary>The user-defined ID of the run; null if there is none.</summary>
    public string? UserDefinedId { get; init; }

    /// <summary>The status as the service names it: <c>running</c>, <c>success</c>, <c>failed</c>, or a newer one; null until the first
    /// poll.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalState State => KolenaStatus.StateOf(Status);

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsFinal => State.IsFinal();

    /// <summary>When it was started, in UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it last changed, in UTC.</summary>
    [JsonPropertyName("updated")]
    public DateTime? UpdatedAt { get; init; }

    /// <summary>When it was completed, in UTC. Use <see cref="State"/> to check whether the run has ended.</summary>
    [JsonPropertyName("completed")]
    public DateTime? CompletedAt { get; init; }

    /// <summary>The cost in credits; null until the service has computed it.</summary>
    [JsonIgnore]
    public double? CreditsUsed { get; init; }

    /// <summary>The URL of the run in the browser.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The names of its files.</summary>
    public EvalList<string> Files { get; init; } = EvalList<string>.None;

    /// <summary>The results of the prompts, in the order of the agent.</summary>
    [JsonIgnore]
    public EvalList<KolenaPromptResult> Results { get; init; } = EvalList<KolenaPromptResult>.None;

    /// <summary>The raw results by prompt name; null until the first poll.</summary>
    public JsonMap? Data { get; init; }

    [JsonInclude]
    internal KolenaUsage? Usage { init => CreditsUsed = value?.CreditsUsed; }

    /// <summary>The names in <see cref="Data"/>, in the agent's order.</summary>
    [JsonInclude]
    internal EvalList<string> Order { get; init; } = EvalList<string>.None;

    /// <summary>The ID of a started run, under the name that the other objects use.</summary>
    [JsonInclude]
    internal long? Id { get; init; }

    /// <inheritdoc/>
    public string Describe() => string.Format(CultureInfo.InvariantCulture, "agent {0}, run {1}", AgentId, RunId);

    /// <summary>The IDs.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Describe();

    /// <summary>Returns the run of an agent, with its results.</summary>
    /// <exception cref="JsonException">It has no ID, or no status.</exception>
    internal KolenaAgentRun Of(long agentId) => this with
    {
        AgentId = agentId,
        RunId = RunId != 0 ? RunId : throw new JsonException("a run has no run_id."),
        Status = Status ?? throw Invalid("a run", "status"),
        Results = Data is null ? EvalList<KolenaPromptResult>.None : new EvalList<KolenaPromptResult>([.. ResultsOf(Data.Element)]),
        Order = EvalList<string>.None,
    };

    private IEnumerable<KolenaPromptResult> ResultsOf(JsonElement data)
    {
        // A dictionary, because each lookup in the element would be a linear search.
        Dictionary<string, JsonElement> results = new(StringComparer.Ordinal);
        foreach (JsonProperty member in data.EnumerateObject())
            results[member.Name] = member.Value;
        return Order
            .Intersect(results.Keys)
            .Union(results.Keys)
            .Select(name => KolenaPromptResult.Read(name, results[name]));
    }
}
