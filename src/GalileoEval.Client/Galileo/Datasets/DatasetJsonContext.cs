using System.Text.Json.Serialization;

namespace GalileoEval.Galileo.Datasets;

/// <summary>The generated metadata of the dataset models. Used through <see cref="DatasetJson"/>, which adds what cannot be
/// generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(DatasetPage))]
[JsonSerializable(typeof(GalileoDataset))]
[JsonSerializable(typeof(GalileoDatasetVersion))]
internal sealed partial class DatasetJsonContext : JsonSerializerContext;
