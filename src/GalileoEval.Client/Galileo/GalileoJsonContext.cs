using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Galileo's JSON, read and written without reflection. Models are read through <see cref="TolerantJson{TContext}"/>, which
/// adds the converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CodeScorerResult))]
[JsonSerializable(typeof(CodeScorerValidation))]
[JsonSerializable(typeof(CurrentUser))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(GalileoExperiment))]
[JsonSerializable(typeof(GalileoLogStream))]
[JsonSerializable(typeof(GalileoProject))]
[JsonSerializable(typeof(GalileoScorer))]
[JsonSerializable(typeof(GalileoScorerContent))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(LogRecordPage))]
[JsonSerializable(typeof(LogRecordSearch))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(StartedCodeScorerValidation))]
[JsonSerializable(typeof(StartedLogRecordValidation))]
internal sealed partial class GalileoJsonContext : JsonSerializerContext
{
}
