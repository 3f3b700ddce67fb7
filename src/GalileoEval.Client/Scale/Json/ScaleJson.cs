using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>How the answers of Scale are read.</summary>
internal static class ScaleJson
{
    /// <summary>The one secret in an answer: who has it can enter a contributor's workspace. It is dropped while reading,
    /// at any depth, so that no object, no text and no file can show it.</summary>
    public const string Secret = "workspace_token";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultBufferSize = 64 * 1024,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new UtcDateTimeConverter(), new ScaleAnnotationConverter(), new ScaleStringConverter() },
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
            .WithAddedModifier(InitOnlyModifier.Modify),
    };

    /// <summary>How one type is read.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>What the serializer needs to know.</returns>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
