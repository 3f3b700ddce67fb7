using GalileoEval.Binding;
using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that collect the rows of a dataset from the pipeline, and send all of them or
/// none.</summary>
public abstract class DatasetRowCommand : GalileoCommand
{
    private readonly List<string> _rows = [];
    private bool _hasInvalidRow;

    private protected DatasetRowCommand()
    {
    }

    /// <summary>Whether there was no row so far, not even an invalid one.</summary>
    private protected bool HasNoRows => _rows.Count == 0 && !_hasInvalidRow;

    /// <summary>Collects rows. A value that is not a row is an error, and then nothing is sent.</summary>
    /// <param name="rows">Hashtables or objects.</param>
    private protected void Collect(IEnumerable<object> rows)
    {
        foreach (object row in rows)
            _hasInvalidRow |= !Try(row, () => _rows.Add(DatasetRowJson.Of(row)));
    }

    /// <summary>The collected rows, as JSON objects.</summary>
    /// <returns>The rows; null if one was invalid, which has been reported.</returns>
    /// <exception cref="EvalException">InvalidArgument: there are none.</exception>
    private protected IReadOnlyList<string>? CollectedRows()
    {
        if (_hasInvalidRow)
            return null;
        return _rows.Count > 0
            ? _rows
            : throw InputError.Of(
                EvalService.Galileo, "there are no rows to send.", "Pipe rows to the command, such as those of Import-Csv.");
    }

    /// <summary>A number of rows, for messages.</summary>
    private protected static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";
}
