using System.Globalization;
using GalileoEval.Json;

namespace GalileoEval.Kolena;

/// <summary>
/// One run of an agent over its files (<c>GET /api/v1/client/agents/{agent_id}/runs/{run_id}</c>). An instance with nothing
/// but the two ids is a reference to one that has not been looked at.
/// </summary>
public sealed class KolenaAgentRun : IEvalTask
{
    /// <inheritdoc/>
    public EvalService Service => EvalService.Kolena;

    /// <summary>The agent that runs.</summary>
    public required long AgentId { get; init; }

    /// <summary>The run.</summary>
    public required long RunId { get; init; }

    /// <summary>The id that the user gave the run; null when there is none.</summary>
    public string? UserDefinedId { get; init; }

    /// <summary>The service's word: <c>running</c>, <c>success</c>, <c>failed</c>, or one added since; null before the first
    /// look.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    public EvalState State => KolenaStatus.StateOf(Status);

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>When it was started, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>When it was completed, in UTC. Whether it is over, <see cref="State"/> says, and not this.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>What it cost, in credits; null until the service has counted.</summary>
    public double? CreditsUsed { get; init; }

    /// <summary>Where a browser shows it.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The names of the files that it read.</summary>
    public EvalList<string> Files { get; init; } = EvalList<string>.None;

    /// <summary>What the prompts gave, in the agent's order.</summary>
    public EvalList<KolenaPromptResult> Results { get; init; } = EvalList<KolenaPromptResult>.None;

    /// <summary>The same as the service sent it, by the names of the prompts; null before the first look.</summary>
    public JsonMap? Data { get; init; }

    /// <inheritdoc/>
    public string Describe() => string.Format(CultureInfo.InvariantCulture, "agent {0}, run {1}", AgentId, RunId);
}
