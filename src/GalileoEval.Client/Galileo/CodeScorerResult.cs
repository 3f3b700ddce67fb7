using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>
/// Finds the result of a code-scorer validation in any form: nested once or twice, as objects or as a string
/// of JSON at either level, as a plain message, or not at all.
/// </summary>
internal sealed class CodeScorerResult
{
    // Two levels are documented, each of which may be a string; one more for tolerance.
    private const int DeepestNesting = 5;

    private CodeScorerResult(JsonElement inner, string? message)
    {
        IsValid = ValidityOf(inner);
        ErrorMessage = inner.Member("error_message").TextOrJson() ?? message;
        ScoreType = inner.Member("score_type").Text();
        ScoreableNodeTypes = new([.. inner.Member("scoreable_node_types").Items().Select(type => type.Text()).OfType<string>()]);
        IncludeLlmCredentials = inner.Member("include_llm_credentials").Flag();
        ChainAggregation = inner.Member("chain_aggregation").Text();
        TestScores = new([.. inner.Member("test_scores").Items().Where(IsObject).Select(TestScoreOf)]);
        Json = IsObject(inner) ? inner.GetRawText() : null;
    }

    /// <summary>Whether the scorer is valid; null if the result does not say.</summary>
    public bool? IsValid { get; }

    /// <summary>The error, or the plain message that was sent instead of a result.</summary>
    public string? ErrorMessage { get; }

    public string? ScoreType { get; }

    public EvalList<string> ScoreableNodeTypes { get; }

    public bool? IncludeLlmCredentials { get; }

    public string? ChainAggregation { get; }

    public EvalList<TestScore> TestScores { get; }

    /// <summary>The raw JSON of the inner object.</summary>
    public string? Json { get; }

    /// <summary>Reads a result.</summary>
    /// <param name="result">The member <c>result</c> of the response, of any kind.</param>
    /// <returns>The result; members that are missing stay null.</returns>
    public static CodeScorerResult Read(JsonElement result)
    {
        string? message = null;
        for (int level = 0; level < DeepestNesting; level++)
        {
            if (result.Text() is { } text)
            {
                if (Parse(text) is not { } parsed)
                {
                    message = text.Length > 0 ? text : null;
                    break;
                }

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

        return new CodeScorerResult(result, message);
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

    private static bool? ValidityOf(JsonElement inner) => inner.Member("result_type").Text()?.ToUpperInvariant() switch
    {
        "VALID" => true,
        "INVALID" => false,
        _ when inner.Member("error_message").TextOrJson() is not null => false,
        _ when inner.Member("score_type").Text() is not null || inner.Member("test_scores").Items().Any() => true,
        _ => null,
    };

    private static TestScore TestScoreOf(JsonElement test)
    {
        JsonElement score = test.Member("score");
        return new TestScore
        {
            NodeType = test.Member("node_type").Text() ?? "",
            Score = score.Text() ?? JsonMap.ValueOf(score),
        };
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;
}
