using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Json;

namespace GalileoEval.Scale;

/// <summary>Reads the responses of Scale.</summary>
internal static class ScaleJson
{
    /// <summary>The only secret in a response: it grants access to a contributor's workspace. It is dropped while
    /// reading, at any depth, so that no object, text or file contains it.</summary>
    public const string Secret = "workspace_token";

    private static readonly Dictionary<Type, TolerantConverter> Converters = new()
    {
        [typeof(DateTime?)] = new TolerantTimeConverter(),
        [typeof(EvalList<ScaleAnnotation>)] = new ScaleAnnotationListConverter(),
        [typeof(ScaleMessageContent)] = new ScaleContentConverter(),
    };

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultBufferSize = 64 * 1024,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ScaleAnnotationConverter(), new ScaleStringConverter() },
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            new EvalListResolver()
                .With<string>()
                .With<ScaleAnnotation>()
                .With<ScaleAttachment>()
                .With<ScaleBatch>()
                .With<ScaleChunk>()
                .With<ScaleCriterionDefinition>()
                .With<ScaleCriterionEvaluation>()
                .With<ScaleDelivery>()
                .With<ScaleError>()
                .With<ScaleLabeledText>()
                .With<ScaleMessage>()
                .With<ScaleProject>()
                .With<ScaleReasoning>()
                .With<ScaleReferenceText>()
                .With<ScaleRubric>()
                .With<ScaleRubricEvaluation>()
                .With<ScaleSensitiveContentReport>()
                .With<ScaleSubmission>()
                .With<ScaleTask>()
                .With<ScaleThread>()
                .With<ScaleTurn>()
                .With<ScaleWorkspaceFile>(),
            ScaleJsonContext.Default)
            .WithAddedModifier(InitOnlyModifier.Modify)
            .WithAddedModifier(new TolerantModifier(Converters).Modify)
            .WithAddedModifier(OmitEmptyLists),
    };

    // A sample of the typical content of tasks.
    private static ReadOnlySpan<byte> Sample => """
        {
          "task_id": "t", "status": "completed", "created_at": "2026-01-01T00:00:00Z", "project": "p", "batch": "b",
          "threads": [{
            "id": "a", "annotations": [],
            "turns": [{
              "id": "a", "annotations": [],
              "messages": [{
                "role": "user", "source_id": "a", "content": { "text": "a" },
                "annotations": [
                  { "id": "a", "key": "a", "type": "integer", "value": 1, "title": "a", "description": "a" },
                  { "id": "a", "key": "a", "type": "category", "value": "a", "title": "a", "description": "a" }
                ]
              }]
            }]
          }]
        }
        """u8;

    /// <summary>Reads a sample task to warm up the code: the first read of a process takes hundreds of times as long as
    /// the next.</summary>
    public static ScaleTask ReadSample() => JsonSerializer.Deserialize(Sample, TypeOf<ScaleTask>())!;

    /// <summary>The JSON of an object in the service's format, including unknown fields, without the
    /// secret.</summary>
    /// <typeparam name="T">The type of the object; one without annotations.</typeparam>
    /// <param name="value">The object.</param>
    /// <returns>Compact JSON without nulls and empty lists.</returns>
    public static string TextOf<T>(T value)
        where T : ScaleObject =>
        JsonSerializer.Serialize(value, TypeOf<T>());

    /// <summary>How one type is read.</summary>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void OmitEmptyLists(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        foreach (JsonPropertyInfo property in type.Properties.Where(property => !property.IsExtensionData))
            property.ShouldSerialize = static (_, value) => value is not (null or ICollection { Count: 0 });
    }
}
