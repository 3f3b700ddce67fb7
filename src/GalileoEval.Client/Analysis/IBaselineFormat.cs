using GalileoEval.Errors;

namespace GalileoEval.Analysis;

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
