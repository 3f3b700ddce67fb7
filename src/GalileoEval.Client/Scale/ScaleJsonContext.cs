using System.Text.Json.Serialization;

namespace GalileoEval.Scale;

/// <summary>The generated metadata of the Scale models. Used through <see cref="ScaleJson"/>, which adds the converters
/// that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(ScaleAttachment))]
[JsonSerializable(typeof(ScaleBatch))]
[JsonSerializable(typeof(ScaleBatchPage))]
[JsonSerializable(typeof(ScaleBatchSelector))]
[JsonSerializable(typeof(ScaleChangedBatch))]
[JsonSerializable(typeof(ScaleDeliveryList))]
[JsonSerializable(typeof(ScaleDeliveryPage))]
[JsonSerializable(typeof(ScaleLabeledText))]
[JsonSerializable(typeof(ScaleMetadataChange))]
[JsonSerializable(typeof(ScaleNewBatch))]
[JsonSerializable(typeof(ScaleNewTask))]
[JsonSerializable(typeof(ScaleProjectList))]
[JsonSerializable(typeof(ScaleRubricCriteria))]
[JsonSerializable(typeof(ScaleRubricRating))]
[JsonSerializable(typeof(ScaleTaskPage))]
[JsonSerializable(typeof(ScaleWorkspace))]
internal sealed partial class ScaleJsonContext : JsonSerializerContext;
