using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>A prompt of an agent. It is part of an agent and has no separate operation.</summary>
public sealed record KolenaPrompt : TolerantObject
{
    /// <summary>The ID of the prompt.</summary>
    [JsonPropertyName("id")]
    public long? PromptId { get; init; }

    /// <summary>The name, which is also the name of the value in a run.</summary>
    public string? Name { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    [JsonPropertyName("updated")]
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? LastUpdatedBy { get; init; }

    /// <summary>The names of its attached documents.</summary>
    [JsonIgnore]
    public EvalList<string> Documents { get; init; } = EvalList<string>.None;

    /// <summary>The prompts whose values it reads.</summary>
    public EvalList<long> InputPromptIds { get; init; } = EvalList<long>.None;

    /// <summary>The options, with arbitrary names; null if the service sent none.</summary>
    public JsonMap? Options { get; init; }

    [JsonInclude]
    [JsonPropertyName("documents")]
    internal EvalList<KolenaDocument> AttachedDocuments
    {
        init => Documents = new EvalList<string>([.. value.Select(document => document.FileName).OfType<string>()]);
    }

    /// <summary>The name.</summary>
    /// <returns>The name; empty without one.</returns>
    public override string ToString() => EvalText.Shown(Name);
}

/// <summary>A document of a prompt.</summary>
internal sealed record KolenaDocument : TolerantObject
{
    [JsonPropertyName("filename")]
    public string? FileName { get; init; }
}
