using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>A validation in the service's format, without its agent.</summary>
internal sealed class ClientValidation
{
    public JsonElement Id { get; set; }

    public JsonElement GroundTruthId { get; set; }

    public JsonElement GroundTruthVersion { get; set; }

    public JsonElement Status { get; set; }

    /// <summary>An object with a score; null or absent unless the validation succeeded.</summary>
    public JsonElement Results { get; set; }
}
