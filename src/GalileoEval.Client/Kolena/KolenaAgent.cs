using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Kolena.Wire;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>An agent, which extracts values from documents with prompts (<c>GET /api/v1/client/agents/{agent_id}</c>).</summary>
public sealed class KolenaAgent
{
    /// <summary>The ID of the agent.</summary>
    public required long AgentId { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The description by its creator.</summary>
    public string? Objective { get; init; }

    /// <summary>The ID of its workspace.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The number of its runs.</summary>
    public long? RunCount { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The prompts of the agent; each returns one value of a run.</summary>
    public EvalList<KolenaPrompt> Prompts { get; init; } = EvalList<KolenaPrompt>.None;

    /// <summary>Its output documents.</summary>
    public EvalList<KolenaOutputTemplate> OutputTemplates { get; init; } = EvalList<KolenaOutputTemplate>.None;

    /// <summary>The notes of users; null if there are none.</summary>
    public JsonMap? Metadata { get; init; }

    /// <summary>The name, else the id.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => EvalText.Shown(Name ?? $"agent {AgentId}");

    /// <summary>Reads an agent.</summary>
    /// <exception cref="JsonException">It has no ID.</exception>
    internal static KolenaAgent From(ClientAgent agent) => new()
    {
        AgentId = agent.Id.Whole() ?? throw agent.Id.Invalid("an agent", "id"),
        Name = agent.Name.Text(),
        Objective = agent.Objective.Text(),
        WorkspaceId = agent.WorkspaceId.Whole(),
        RunCount = agent.NRuns.Whole(),
        CreatedAt = agent.Created.UtcDate(),
        UpdatedAt = agent.Updated.UtcDate(),
        CreatedBy = agent.CreatedBy.TextOrJson(),
        Prompts = new EvalList<KolenaPrompt>([.. agent.Prompts.Items().Select(KolenaPrompt.From)]),
        OutputTemplates = new EvalList<KolenaOutputTemplate>([.. agent.OutputTemplates.Items().Select(KolenaOutputTemplate.From)]),
        Metadata = JsonMap.From(agent.Metadata),
    };
}
