using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>An output document of an agent. It is part of an agent and has no separate operation.</summary>
public sealed record KolenaOutputTemplate : TolerantObject
{
    /// <summary>The ID of the template.</summary>
    [JsonPropertyName("id")]
    public long? OutputTemplateId { get; init; }

    /// <summary>The name of its file.</summary>
    [JsonPropertyName("filename")]
    public string? FileName { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    [JsonPropertyName("updated")]
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The name of the file.</summary>
    /// <returns>The name; empty without one.</returns>
    public override string ToString() => EvalText.Shown(FileName);
}
