using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>An agent, which reads documents by prompts (<c>GET /api/v1/client/agents/{agent_id}</c>).</summary>
public sealed class KolenaAgent
{
    /// <summary>The id of the agent.</summary>
    public required long AgentId { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The description by its creator.</summary>
    public string? Objective { get; init; }

    /// <summary>The workspace that it belongs to.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>How many runs it has had.</summary>
    public long? RunCount { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The prompts of the agent; each returns one value of a run.</summary>
    public EvalList<KolenaPrompt> Prompts { get; init; } = EvalList<KolenaPrompt>.None;

    /// <summary>The documents that it fills in.</summary>
    public EvalList<KolenaOutputTemplate> OutputTemplates { get; init; } = EvalList<KolenaOutputTemplate>.None;

    /// <summary>The notes of users; null if there are none.</summary>
    public JsonMap? Metadata { get; init; }

    /// <summary>The name, else the id.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => EvalText.Shown(Name ?? $"agent {AgentId}");
}
