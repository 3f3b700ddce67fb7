using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Galileo.Wire;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Galileo's JSON, read and written without reflection. Models are read through <see cref="TolerantJson{TContext}"/>, which
/// adds the converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CodeScorerTask))]
[JsonSerializable(typeof(CurrentUser))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(GalileoExperiment), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GalileoLogStream), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GalileoProject), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GalileoScorer), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(LogRecordPage))]
[JsonSerializable(typeof(LogRecordSearch))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(StartedCodeScorerValidation))]
[JsonSerializable(typeof(StartedLogRecordValidation))]
internal sealed partial class GalileoJsonContext : JsonSerializerContext
{
}
