using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>What the service says when a validation was started: the id, under a name of its own.</summary>
internal sealed class StartedValidation
{
    public JsonElement ValidationId { get; set; }

    /// <summary>The name that every other answer has.</summary>
    public JsonElement Id { get; set; }
}
