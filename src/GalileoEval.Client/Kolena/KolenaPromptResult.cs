using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The result of one prompt in a run.</summary>
public sealed record KolenaPromptResult : TolerantObject
{
    /// <summary>The name of the prompt.</summary>
    [JsonIgnore]
    public required string Name { get; init; }

    /// <summary>The status as the service names it; null if there is none.</summary>
    public string? Status { get; init; }

    /// <summary>The value: string, long, double, bool, null, a JSON object or a list of these.</summary>
    public object? Value { get; init; }

    /// <summary>When the prompt was started, in UTC.</summary>
    [JsonPropertyName("start_time")]
    public DateTime? StartedAt { get; init; }

    /// <summary>When the result was produced, in UTC.</summary>
    [JsonPropertyName("end_time")]
    public DateTime? EndedAt { get; init; }

    /// <summary>The cost in credits.</summary>
    [JsonIgnore]
    public double? CreditsUsed { get; init; }

    /// <summary>The confidence of the agent, 0 to 1.</summary>
    [JsonIgnore]
    public double? Confidence { get; init; }

    /// <summary>The agent's reasoning.</summary>
    [JsonIgnore]
    public string? Reasoning { get; init; }

    /// <summary>The sources of the value, in files and on the web.</summary>
    [JsonIgnore]
    public EvalList<KolenaCitation> Citations { get; init; } = EvalList<KolenaCitation>.None;

    [JsonInclude]
    internal KolenaUsage? Usage { init => CreditsUsed = value?.CreditsUsed; }

    [JsonInclude]
    internal KolenaResultMetadata? Metadata
    {
        init
        {
            Confidence = value?.Confidence;
            Reasoning = value?.Reasoning;
            Citations = value is null ? EvalList<KolenaCitation>.None : new([.. value.Citations, .. value.UrlCitations]);
        }
    }

    /// <summary>Name and value, such as <c>total_amount=1249.5</c>.</summary>
    /// <returns>One line, unless the value has several.</returns>
    public override string ToString() => EvalText.Shown(string.Format(CultureInfo.InvariantCulture, "{0}={1}", Name, Value));

    /// <summary>Reads the result of a prompt; anything but an object has only the name.</summary>
    internal static KolenaPromptResult Read(string name, JsonElement result) =>
        result.ValueKind == JsonValueKind.Object
            ? TolerantJson<KolenaJsonContext>.Read<KolenaPromptResult>(result) with { Name = name }
            : new KolenaPromptResult { Name = name };
}

/// <summary>The cost of a run or of a result.</summary>
internal sealed record KolenaUsage : TolerantObject
{
    public double? CreditsUsed { get; init; }
}

/// <summary>The origin of a result.</summary>
internal sealed record KolenaResultMetadata : TolerantObject
{
    public double? Confidence { get; init; }

    public string? Reasoning { get; init; }

    public EvalList<KolenaCitation> Citations { get; init; } = EvalList<KolenaCitation>.None;

    public EvalList<KolenaCitation> UrlCitations { get; init; } = EvalList<KolenaCitation>.None;
}
