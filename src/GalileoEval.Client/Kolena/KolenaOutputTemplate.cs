using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>An output document of an agent. It is part of an agent and has no separate operation.</summary>
public sealed class KolenaOutputTemplate
{
    /// <summary>The ID of the template.</summary>
    public long? OutputTemplateId { get; init; }

    /// <summary>The name of its file.</summary>
    public string? FileName { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The name of the file.</summary>
    /// <returns>The name; empty without one.</returns>
    public override string ToString() => EvalText.Shown(FileName);

    /// <summary>Reads a document of an agent.</summary>
    internal static KolenaOutputTemplate From(JsonElement template) => new()
    {
        OutputTemplateId = template.Member("id").Whole(),
        FileName = template.Member("filename").Text(),
        CreatedAt = template.Member("created").UtcDate(),
        UpdatedAt = template.Member("updated").UtcDate(),
    };
}
