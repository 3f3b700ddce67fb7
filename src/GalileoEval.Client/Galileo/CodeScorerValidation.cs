using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>
/// The validation of a code scorer on a sample: <c>POST /v2/scorers/code/validate</c> starts it,
/// <c>GET /v2/scorers/code/validate/{task_id}</c> reads it. An instance with only <see cref="TaskId"/> is a
/// reference to an unread validation.
/// </summary>
public sealed record CodeScorerValidation : TolerantObject, IEvalTask
{
    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID of the validation, a UUID.</summary>
    [JsonPropertyName("id")]
    public required string TaskId { get; init; }

    /// <summary>The file that was sent; null if only the ID is known.</summary>
    [JsonIgnore]
    public string? Path { get; init; }

    /// <summary>The status as the service names it: <c>pending</c>, <c>started</c>, <c>completed</c>, <c>failed</c>, or a newer one; null
    /// until the first poll.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// The state. An invalid scorer has the status <c>completed</c> and the state <see cref="EvalState.Failed"/>, as has a
    /// completed validation without a result. A validation that was just started and not polled yet is
    /// <see cref="EvalState.Pending"/>.
    /// </summary>
    [JsonIgnore]
    public EvalState State => Status?.ToUpperInvariant() switch
    {
        null => Path is null ? EvalState.Unknown : EvalState.Pending,
        "PENDING" => EvalState.Pending,
        "STARTED" => EvalState.Running,
        "COMPLETED" => IsValid == true ? EvalState.Succeeded : EvalState.Failed,
        "FAILED" => EvalState.Failed,
        _ => EvalState.Unknown,
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsFinal => State.IsFinal();

    /// <summary>Whether the service accepts the scorer; null while there is no result.</summary>
    [JsonIgnore]
    public bool? IsValid { get; init; }

    /// <summary>The type of the scores, such as <c>float</c>; null unless valid.</summary>
    [JsonIgnore]
    public string? ScoreType { get; init; }

    /// <summary>Why the scorer is invalid, or why the validation failed; may have many lines (a traceback).</summary>
    [JsonIgnore]
    public string? ErrorMessage { get; init; }

    /// <summary>The types of node that the scorer can score; empty unless valid.</summary>
    [JsonIgnore]
    public EvalList<string> ScoreableNodeTypes { get; init; } = EvalList<string>.None;

    /// <summary>Whether the scorer requires the credentials of a language model; null if unknown.</summary>
    [JsonIgnore]
    public bool? IncludeLlmCredentials { get; init; }

    /// <summary>How scores of a chain are aggregated: <c>sum</c>, <c>average</c>, <c>first</c> or <c>last</c>; null if
    /// not at all.</summary>
    [JsonIgnore]
    public string? ChainAggregation { get; init; }

    /// <summary>The score for each type of node that was tried; empty unless valid.</summary>
    [JsonIgnore]
    public EvalList<TestScore> TestScores { get; init; } = EvalList<TestScore>.None;

    /// <summary>When the validation was accepted, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When its state changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The raw result, a JSON object without its wrapping, for the field <c>validation_result</c> of a registration.
    /// Null while there is none.</summary>
    [JsonIgnore]
    public string? ResultJson { get; init; }

    [JsonInclude]
    internal JsonElement Result
    {
        init
        {
            CodeScorerResult result = CodeScorerResult.Read(value);
            IsValid = result.IsValid;
            ScoreType = result.ScoreType;
            ErrorMessage = result.ErrorMessage ?? result.Message;
            ScoreableNodeTypes = result.ScoreableNodeTypes;
            IncludeLlmCredentials = result.IncludeLlmCredentials;
            ChainAggregation = result.ChainAggregation;
            TestScores = result.TestScores;
            ResultJson = result.Json;
        }
    }

    /// <summary>True for a valid scorer whose test scores are all null, such as a file without
    /// <c>scorer_fn</c>.</summary>
    [JsonIgnore]
    public bool HasOnlyNullScores => IsValid == true && TestScores.Count > 0 && TestScores.All(test => test.Score is null);

    /// <inheritdoc/>
    public string Describe() => $"task {EvalText.Id(TaskId)}";

    /// <summary>The ID.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Describe();

    private protected override void Check()
    {
        if (Status is null)
            throw new JsonException("it has no status.");
    }
}

/// <summary>The score of a code scorer for one type of node in a test run of the service.</summary>
public sealed record TestScore : TolerantObject
{
    /// <summary>The type of node that was scored, such as <c>llm</c> or <c>trace</c>.</summary>
    public required string NodeType { get; init => field = value ?? ""; } = "";

    /// <summary>The score: <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/>; null if
    /// the scorer returned none.</summary>
    public object? Score { get; init; }

    /// <summary>Node type and score, such as <c>llm=0.5</c>.</summary>
    /// <returns>The text, the same in every culture; without a score, nothing follows the equals sign.</returns>
    public override string ToString() => EvalText.Shown($"{NodeType}={ScoreText}");

    private string ScoreText => Score switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(Score, CultureInfo.InvariantCulture) ?? "",
    };
}
