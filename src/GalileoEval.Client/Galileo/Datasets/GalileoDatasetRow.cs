using GalileoEval.Text;

namespace GalileoEval.Galileo.Datasets;

/// <summary>A row of a version of a dataset (an item of <c>GET /v2/datasets/{dataset_id}/versions/{version_index}/content</c>).
/// The values are read by column name: strings, long, double, null, and JSON objects.</summary>
public sealed record GalileoDatasetRow
{
    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values = [];

    /// <summary>Creates a row.</summary>
    public GalileoDatasetRow()
    {
    }

    /// <summary>Creates a row with its values.</summary>
    internal GalileoDatasetRow(IReadOnlyList<KeyValuePair<string, object?>> values) => _values = values;

    /// <summary>The dataset, a UUID.</summary>
    public string DatasetId { get; init; } = "";

    /// <summary>The version that was read, from 1; null if the service does not name it.</summary>
    public long? DatasetVersionIndex { get; init; }

    /// <summary>The ID of the row, a UUID, the same in every version; null if the service does not return it.</summary>
    public string? RowId { get; init; }

    /// <summary>The index of the row in its version, from 0.</summary>
    public long RowIndex { get; init; }

    /// <summary>The value of a column.</summary>
    /// <param name="column">The name of the column, in exact case.</param>
    /// <returns>The value; null if the row has none.</returns>
    public object? this[string column] => GetValues().FirstOrDefault(value => value.Key == column).Value;

    /// <summary>The values of all columns.</summary>
    /// <returns>Names and values, in the order of the columns.</returns>
    public IReadOnlyList<KeyValuePair<string, object?>> GetValues() => _values;

    /// <summary>The values on one line, such as <c>input=How long?; output=Two days.</c></summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        EvalText.Shown(string.Join("; ", GetValues().Select(value => $"{value.Key}={EvalText.Invariant(value.Value)}")));
}
