using System.Text.Json.Serialization;

namespace GalileoEval.Kolena.Wire;

/// <summary>Kolena's JSON, read and written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientAgent))]
[JsonSerializable(typeof(ClientAgentPage))]
[JsonSerializable(typeof(ClientAgentRun))]
[JsonSerializable(typeof(ClientAgentRunPage))]
[JsonSerializable(typeof(ClientGroundTruth))]
[JsonSerializable(typeof(ClientGroundTruthPage))]
[JsonSerializable(typeof(ClientValidation))]
[JsonSerializable(typeof(ClientValidationPage))]
[JsonSerializable(typeof(NewGroundTruth))]
[JsonSerializable(typeof(StartedValidation))]
internal sealed partial class KolenaJsonContext : JsonSerializerContext;
