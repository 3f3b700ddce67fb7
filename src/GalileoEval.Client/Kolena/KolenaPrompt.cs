using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>A prompt of an agent. It is part of an agent and has no separate operation.</summary>
public sealed class KolenaPrompt
{
    /// <summary>The ID of the prompt.</summary>
    public long? PromptId { get; init; }

    /// <summary>The name, which is also the name of the value in a run.</summary>
    public string? Name { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    public string? LastUpdatedBy { get; init; }

    /// <summary>The names of its attached documents.</summary>
    public EvalList<string> Documents { get; init; } = EvalList<string>.None;

    /// <summary>The prompts whose values it reads.</summary>
    public EvalList<long> InputPromptIds { get; init; } = EvalList<long>.None;

    /// <summary>The options, with arbitrary names; null if the service sent none.</summary>
    public JsonMap? Options { get; init; }

    /// <summary>The name.</summary>
    /// <returns>The name; empty without one.</returns>
    public override string ToString() => EvalText.Shown(Name);

    /// <summary>Reads a prompt of an agent.</summary>
    internal static KolenaPrompt From(JsonElement prompt) => new()
    {
        PromptId = prompt.Member("id").Whole(),
        Name = prompt.Member("name").Text(),
        CreatedAt = prompt.Member("created").UtcDate(),
        UpdatedAt = prompt.Member("updated").UtcDate(),
        LastUpdatedBy = prompt.Member("last_updated_by").TextOrJson(),
        Documents = new EvalList<string>(
            [.. prompt.Member("documents").Items().Select(document => document.Member("filename").Text()).OfType<string>()]),
        InputPromptIds = new EvalList<long>([.. prompt.Member("input_prompt_ids").Items().Select(id => id.Whole()).OfType<long>()]),
        Options = JsonMap.From(prompt.Member("options")),
    };
}
