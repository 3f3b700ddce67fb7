using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>The response to the start of a validation: the ID, under a different name.</summary>
internal sealed class StartedValidation
{
    public JsonElement ValidationId { get; set; }

    /// <summary>The ID under the name that all other responses use.</summary>
    public JsonElement Id { get; set; }
}
