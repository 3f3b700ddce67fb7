using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The requested order of records.</summary>
internal sealed class RecordSort : IComparer<JsonNode?>
{
    private readonly string? _column;
    private readonly bool _ascending;

    /// <summary>Reads a sort clause.</summary>
    /// <param name="clause">The clause; null for the order in which the records were logged.</param>
    /// <param name="errors">Receives validation errors.</param>
    /// <param name="location">Where it was sent.</param>
    public RecordSort(JsonNode? clause, FieldErrors errors, params string[] location)
    {
        if (clause is null)
            return;
        if (clause is not JsonObject sort)
        {
            errors.Add(Nodes.Strings(location), "value is not a valid dict", "model_type", clause);
            return;
        }

        _ascending = sort["ascending"]?.GetValueKind() != JsonValueKind.False;
        if (sort["ascending"] is { } ascending && ascending.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            errors.Add(Nodes.Strings([.. location, "ascending"]), "value is not a valid boolean", "bool_parsing", ascending);
        if (sort["sort_type"] is { } type && Nodes.Text(type) != "column")
            errors.Add(Nodes.Strings([.. location, "sort_type"]), "value must be 'column'", "literal_error", type);
        _column = Nodes.Text(sort["column_id"]);
        if (_column is null)
            errors.Add(Nodes.Strings([.. location, "column_id"]), "field required", "missing");
        else if (!RecordColumns.Exists(_column))
            errors.Add(Nodes.Strings([.. location, "column_id"]), $"the column '{_column}' does not exist", "value_error", _column);
    }

    /// <summary>Sorts records.</summary>
    public IEnumerable<JsonObject> Apply(IEnumerable<JsonObject> records)
    {
        if (_column is null)
            return records;
        // Missing values come last in both directions.
        IOrderedEnumerable<JsonObject> ordered = records.OrderBy(record => RecordColumns.Value(record, _column) is null);
        return _ascending
            ? ordered.ThenBy(record => RecordColumns.Value(record, _column), this)
            : ordered.ThenByDescending(record => RecordColumns.Value(record, _column), this);
    }

    public int Compare(JsonNode? x, JsonNode? y) =>
        x is null || y is null ? 0 : FieldTest.Compare(x, y) ?? string.CompareOrdinal(x.ToJsonString(), y.ToJsonString());
}
