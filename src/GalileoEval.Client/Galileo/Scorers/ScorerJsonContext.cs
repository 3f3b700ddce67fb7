using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Scorers;

/// <summary>The generated metadata of the scorer models. Used through <see cref="TolerantJson{TContext}"/>, which adds the
/// converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(GalileoScorerHealth))]
[JsonSerializable(typeof(GalileoScorerHealthPoint))]
[JsonSerializable(typeof(GalileoScorerVersion))]
internal sealed partial class ScorerJsonContext : JsonSerializerContext;
