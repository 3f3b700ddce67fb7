using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The true values of one run.</summary>
public sealed record KolenaGroundTruthRun : TolerantObject
{
    /// <summary>The user-defined ID of the run.</summary>
    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? UserDefinedId { get; init; }

    /// <summary>The true values by the names of the prompts; null if the service sent none.</summary>
    public JsonMap? Data { get; init; }

    /// <summary>The user's id.</summary>
    /// <returns>The ID; empty without one.</returns>
    public override string ToString() => EvalText.Shown(UserDefinedId);
}
