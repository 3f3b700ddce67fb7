using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Datasets;

/// <summary>The generated metadata of the dataset models. Used through <see cref="TolerantJson{TContext}"/>, which adds the
/// converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(DatasetPage))]
[JsonSerializable(typeof(GalileoDataset))]
[JsonSerializable(typeof(GalileoDatasetVersion))]
internal sealed partial class DatasetJsonContext : JsonSerializerContext;
