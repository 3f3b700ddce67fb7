using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>GET /v2/scorers/code/validate/{task_id}</c>.</summary>
internal sealed class CodeScorerTask
{
    public JsonElement Id { get; set; }

    public JsonElement Status { get; set; }

    public JsonElement CreatedAt { get; set; }

    public JsonElement UpdatedAt { get; set; }

    /// <summary>An object, a string of JSON, a message, null or absent.</summary>
    public JsonElement Result { get; set; }
}
