using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Galileo.Wire;

namespace GalileoEval.Galileo;

/// <summary>Galileo's JSON, read and written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CodeScorerTask))]
[JsonSerializable(typeof(CurrentUser))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(LogRecordPage))]
[JsonSerializable(typeof(LogRecordSearch))]
[JsonSerializable(typeof(StartedCodeScorerValidation))]
[JsonSerializable(typeof(StartedLogRecordValidation))]
internal sealed partial class GalileoJsonContext : JsonSerializerContext
{
}
