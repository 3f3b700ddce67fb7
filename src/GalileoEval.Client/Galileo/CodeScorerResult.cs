using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>The result of a code-scorer validation. The service sends it in any form: nested once or twice, as objects or as a string
/// of JSON at either level, as a plain message, or not at all.</summary>
internal sealed record CodeScorerResult : TolerantObject
{
    // Two levels are documented, each of which may be a string; one more for tolerance.
    private const int DeepestNesting = 5;

    public string? ResultType { get; init; }

    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? ErrorMessage { get; init; }

    public string? ScoreType { get; init; }

    public EvalList<string> ScoreableNodeTypes { get; init; } = EvalList<string>.None;

    public bool? IncludeLlmCredentials { get; init; }

    public string? ChainAggregation { get; init; }

    public EvalList<TestScore> TestScores { get; init; } = EvalList<TestScore>.None;

    /// <summary>The plain message that was sent instead of a result.</summary>
    [JsonIgnore]
    public string? Message { get; init; }

    /// <summary>The raw JSON of the result; null for none.</summary>
    [JsonIgnore]
    public string? Json { get; init; }

    /// <summary>Whether the scorer is valid; null if the result does not say.</summary>
    [JsonIgnore]
    public bool? IsValid => ResultType?.ToUpperInvariant() switch
    {
        "VALID" => true,
        "INVALID" => false,
        _ when ErrorMessage is not null => false,
        _ when ScoreType is not null || TestScores.Count > 0 => true,
        _ => null,
    };

    /// <summary>Reads a result.</summary>
    /// <param name="result">The member <c>result</c> of the response, of any kind.</param>
    /// <returns>The result; members that are missing stay null.</returns>
    public static CodeScorerResult Read(JsonElement result)
    {
        for (int level = 0; level < DeepestNesting; level++)
        {
            if (result.Text() is { } text)
            {
                if (Parse(text) is not { } parsed)
                    return new CodeScorerResult { Message = text.Length > 0 ? text : null };

                result = parsed;
            }
            else if (result.Member("result") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } nested)
            {
                result = nested;
            }
            else
            {
                break;
            }
        }

        return result.ValueKind == JsonValueKind.Object
            ? TolerantJson<GalileoJsonContext>.Read<CodeScorerResult>(result) with { Json = result.GetRawText() }
            : new CodeScorerResult();
    }

    // A message may be valid JSON too (a number, say): only objects and arrays can contain a result.
    private static JsonElement? Parse(string text)
    {
        if (text.TrimStart() is not ['{' or '"', ..])
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
