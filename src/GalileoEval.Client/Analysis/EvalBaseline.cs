using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>Where the scores of a baseline come from.</summary>
public sealed record EvalBaseline
{
    /// <summary>When the baseline was made, in UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The version of the module that created it.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>The service of the scores; null if unknown.</summary>
    public string? Service { get; init; }

    /// <summary>The name or the ID of the project; null if unknown.</summary>
    public string? Project { get; init; }

    /// <summary>The name of the scorer file; null if unknown.</summary>
    public string? ScorerName { get; init; }

    /// <summary>The SHA-256 of the scorer file, as 64 lower-case hexadecimal digits; null if the file did not
    /// exist.</summary>
    public string? ScorerSha256 { get; init; }

    /// <summary>The user's note; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The properties of the keys; empty for the default of the type.</summary>
    public EvalList<string> Key { get; init; } = new([]);

    /// <summary>Project and time.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Project ?? Service ?? "baseline"} {CreatedAt:yyyy-MM-ddTHH:mm:ssZ}";
}

/// <summary>Writes and reads the JSON of baselines. The assembly GalileoEval.Analysis implements it, with a public
/// parameterless constructor.</summary>
public interface IBaselineFormat
{
    /// <summary>Converts the scores of a table.</summary>
    /// <param name="scores">The scores, with keys.</param>
    /// <returns>The items, sorted by metric, key and value.</returns>
    /// <exception cref="EvalException">InvalidArgument: a key appears twice, and not for copies of one
    /// item.</exception>
    IReadOnlyList<EvalBaselineItem> ItemsOf(ScoreTable scores);

    /// <summary>Writes a baseline.</summary>
    /// <param name="baseline">The origin of the scores.</param>
    /// <param name="items">The scores.</param>
    /// <returns>JSON, one item per line, with line feeds.</returns>
    string Write(EvalBaseline baseline, IReadOnlyList<EvalBaselineItem> items);

    /// <summary>Reads a baseline.</summary>
    /// <param name="json">The content of the file.</param>
    /// <returns>The items, each with its baseline.</returns>
    /// <exception cref="EvalException">InvalidFile: not a baseline, a newer one, or one that contradicts
    /// itself.</exception>
    IReadOnlyList<EvalBaselineItem> Read(string json);
}
