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

/// <summary>One page of a list of validations.</summary>
internal sealed class ClientValidationPage
{
    public List<ClientValidation?>? Validations { get; set; }

    public int? TotalPages { get; set; }
}

/// <summary>The response to the start of a validation: the ID, under a different name.</summary>
internal sealed class StartedValidation
{
    public JsonElement ValidationId { get; set; }

    /// <summary>The ID under the name that all other responses use.</summary>
    public JsonElement Id { get; set; }
}
