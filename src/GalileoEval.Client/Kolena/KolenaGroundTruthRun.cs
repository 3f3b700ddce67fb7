using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The true values of one run.</summary>
public sealed class KolenaGroundTruthRun
{
    /// <summary>The user-defined ID of the run.</summary>
    public string? UserDefinedId { get; init; }

    /// <summary>The true values by the names of the prompts; null if the service sent none.</summary>
    public JsonMap? Data { get; init; }

    /// <summary>The user's id.</summary>
    /// <returns>The ID; empty without one.</returns>
    public override string ToString() => EvalText.Shown(UserDefinedId);

    /// <summary>Reads the true values of a run.</summary>
    internal static KolenaGroundTruthRun From(JsonElement run) => new()
    {
        UserDefinedId = run.Member("user_defined_id").TextOrJson(),
        Data = JsonMap.From(run.Member("data")),
    };
}
