using System.Globalization;
using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Kolena.Wire;

namespace GalileoEval.Kolena;

/// <summary>
/// One run of an agent over its files (<c>GET /api/v1/client/agents/{agent_id}/runs/{run_id}</c>). An instance with only
/// the two IDs is a reference to an unread run.
/// </summary>
public sealed class KolenaAgentRun : IEvalTask
{
    /// <inheritdoc/>
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
    public EvalState State => KolenaStatus.StateOf(Status);

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>When it was started, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>When it was completed, in UTC. Use <see cref="State"/> to check whether the run has ended.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>The cost in credits; null until the service has computed it.</summary>
    public double? CreditsUsed { get; init; }

    /// <summary>The URL of the run in the browser.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The names of its files.</summary>
    public EvalList<string> Files { get; init; } = EvalList<string>.None;

    /// <summary>The results of the prompts, in the order of the agent.</summary>
    public EvalList<KolenaPromptResult> Results { get; init; } = EvalList<KolenaPromptResult>.None;

    /// <summary>The raw results by prompt name; null until the first poll.</summary>
    public JsonMap? Data { get; init; }

    /// <inheritdoc/>
    public string Describe() => string.Format(CultureInfo.InvariantCulture, "agent {0}, run {1}", AgentId, RunId);

    /// <summary>Reads the run of an agent.</summary>
    /// <exception cref="JsonException">It has no status.</exception>
    internal static KolenaAgentRun From(long agentId, long runId, ClientAgentRun run) => new()
    {
        AgentId = agentId,
        RunId = runId,
        Status = run.Status.Text() ?? throw run.Status.Invalid("a run", "status"),
        UserDefinedId = run.UserDefinedId.Text(),
        CreatedAt = run.Created.UtcDate(),
        UpdatedAt = run.Updated.UtcDate(),
        CompletedAt = run.Completed.UtcDate(),
        CreditsUsed = run.Usage.Member("credits_used").Number(),
        RunUrl = run.RunUrl.Text(),
        Files = new EvalList<string>([.. run.Files.Items().Select(file => file.Text()).OfType<string>()]),
        Results = new EvalList<KolenaPromptResult>([.. ResultsOf(run)]),
        Data = JsonMap.From(run.Data),
    };

    private static IEnumerable<KolenaPromptResult> ResultsOf(ClientAgentRun run)
    {
        if (run.Data.ValueKind != JsonValueKind.Object)
            return [];

        // A dictionary, because each lookup in the element would be a linear search.
        Dictionary<string, JsonElement> results = new(StringComparer.Ordinal);
        foreach (JsonProperty member in run.Data.EnumerateObject())
            results[member.Name] = member.Value;
        return run.Order.Items().Select(name => name.Text()).OfType<string>()
            .Intersect(results.Keys)
            .Union(results.Keys)
            .Select(name => KolenaPromptResult.From(name, results[name]));
    }
}
