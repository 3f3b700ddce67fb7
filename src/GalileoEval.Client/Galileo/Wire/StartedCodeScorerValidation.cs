using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>POST /v2/scorers/code/validate</c>.</summary>
internal sealed class StartedCodeScorerValidation
{
    public JsonElement TaskId { get; set; }
}
