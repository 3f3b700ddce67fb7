using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>An agent, which extracts values from documents with prompts (<c>GET /api/v1/client/agents/{agent_id}</c>).</summary>
public sealed record KolenaAgent : TolerantObject
{
    /// <summary>The ID of the agent.</summary>
    [JsonPropertyName("id")]
    public required long AgentId { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The description by its creator.</summary>
    public string? Objective { get; init; }

    /// <summary>The ID of its workspace.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The number of its runs.</summary>
    [JsonPropertyName("n_runs")]
    public long? RunCount { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    [JsonPropertyName("updated")]
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [JsonConverter(typeof(TextOrJsonConverter))]
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

    private protected override void Check()
    {
        if (AgentId == 0)
            throw Invalid("an agent", "id");
    }
}
