using System.Globalization;
using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The result of one prompt in a run.</summary>
public sealed class KolenaPromptResult
{
    /// <summary>The name of the prompt.</summary>
    public required string Name { get; init; }

    /// <summary>The status as the service names it; null if there is none.</summary>
    public string? Status { get; init; }

    /// <summary>The value: string, long, double, bool, null, a JSON object or a list of these.</summary>
    public object? Value { get; init; }

    /// <summary>When the prompt was started, in UTC.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When the result was produced, in UTC.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>The cost in credits.</summary>
    public double? CreditsUsed { get; init; }

    /// <summary>The confidence of the agent, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The agent's reasoning.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The sources of the value, in files and on the web.</summary>
    public EvalList<KolenaCitation> Citations { get; init; } = EvalList<KolenaCitation>.None;

    /// <summary>Name and value, such as <c>total_amount=1249.5</c>.</summary>
    /// <returns>One line, unless the value has several.</returns>
    public override string ToString() => EvalText.Shown(string.Format(CultureInfo.InvariantCulture, "{0}={1}", Name, Value));

    /// <summary>Reads the result of a prompt.</summary>
    internal static KolenaPromptResult From(string name, JsonElement result)
    {
        JsonElement metadata = result.Member("metadata");
        return new KolenaPromptResult
        {
            Name = name,
            Status = result.Member("status").Text(),
            Value = JsonMap.ValueOf(result.Member("value")),
            StartedAt = result.Member("start_time").UtcDate(),
            EndedAt = result.Member("end_time").UtcDate(),
            CreditsUsed = result.Member("usage").Member("credits_used").Number(),
            Confidence = metadata.Member("confidence").Number(),
            Reasoning = metadata.Member("reasoning").Text(),
            Citations = new EvalList<KolenaCitation>(
                [.. metadata.Member("citations").Items().Concat(metadata.Member("url_citations").Items()).Select(KolenaCitation.From)]),
        };
    }
}
