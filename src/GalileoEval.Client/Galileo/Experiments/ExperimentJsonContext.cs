using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Experiments;

/// <summary>The generated metadata of the models of experiments. Used through <see cref="TolerantJson{TContext}"/>, which adds the
/// converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(BucketedMetric))]
internal sealed partial class ExperimentJsonContext : JsonSerializerContext;
