using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Applies edits to a version of a dataset, in order: each sees the result of the previous one.</summary>
internal sealed class DatasetEdits
{
    private static readonly string[] Types =
        ["prepend_row", "append_row", "update_row", "delete_row", "filter_rows", "remove_column", "rename_column"];

    private readonly FieldErrors _errors = new();
    private readonly DateTime _now;
    private readonly int _index;
    private readonly List<DatasetRow> _rows;
    private readonly List<string> _columns;
    private int _added;
    private int _removed;
    private int _edited;
    private int _columnsAdded;
    private int _columnsRemoved;
    private int _columnsRenamed;

    private DatasetEdits(DatasetVersion source, int index, DateTime now)
    {
        (_index, _now) = (index, now);
        _rows = [.. source.Rows];
        _columns = [.. source.Columns];
    }

    /// <summary>Applies the edits of a request.</summary>
    /// <param name="source">The version to start from; it is not changed.</param>
    /// <param name="edits">The edits of the request.</param>
    /// <param name="index">The number of the new version.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>The new version.</returns>
    public static DatasetVersion Apply(DatasetVersion source, JsonNode? edits, int index, DateTime now)
    {
        DatasetEdits target = new(source, index, now);
        if (edits is not JsonArray { Count: > 0 } list)
            target._errors.Add("body", "edits", "value is not a valid list", "list_type", edits);
        else
        {
            for (int i = 0; i < list.Count; i++)
                target.Apply(list[i] as JsonObject ?? [], i);
        }

        target._errors.ThrowIfAny();
        return target.ToVersion();
    }

    private DatasetVersion ToVersion() => new(_index, _columns, _rows, _now)
    {
        RowsAdded = _added,
        RowsRemoved = _removed,
        RowsEdited = _edited,
        ColumnsAdded = _columnsAdded,
        ColumnsRemoved = _columnsRemoved,
        ColumnsRenamed = _columnsRenamed,
    };

    private void Apply(JsonObject edit, int place)
    {
        string? type = Nodes.Text(edit["edit_type"]);
        switch (type)
        {
            case "prepend_row" or "append_row" when Values(edit, place) is { } values:
                string id = _errors.Uuid("body", "row_id", Nodes.Text(edit["row_id"])) ?? Guid.NewGuid().ToString();
                _rows.Insert(type == "prepend_row" ? 0 : _rows.Count, new DatasetRow(id, values, _index, _now));
                _added++;
                break;
            case "update_row" when Row(edit["row_id"], place) is { } row && Values(edit, place) is { } changes:
                JsonObject merged = (JsonObject)row.Values.DeepClone();
                foreach (KeyValuePair<string, JsonNode?> change in changes)
                    merged[change.Key] = change.Value?.DeepClone();
                _rows[_rows.IndexOf(row)] = row with { Values = merged, Updated = (_index, _now) };
                _edited++;
                break;
            case "delete_row" when Row(edit["row_id"], place) is { } row:
                _rows.Remove(row);
                _removed++;
                break;
            case "filter_rows":
                HashSet<string?> kept = [.. (edit["row_ids"] as JsonArray ?? []).Select(Nodes.Text)];
                _removed += _rows.RemoveAll(row => !kept.Contains(row.Id));
                break;
            case "remove_column" when Column(edit, place) is { } column:
                ReplaceColumn(column, null);
                _columnsRemoved++;
                break;
            case "rename_column" when Column(edit, place) is { } column && Nodes.Text(edit["new_column_name"]) is { Length: > 0 } name:
                ReplaceColumn(column, name);
                _columnsRenamed++;
                break;
            case "rename_column":
                _errors.Add(["body", "edits", place, "new_column_name"], "field required", "missing");
                break;
            default:
                if (type is null || !Types.Contains(type))
                    _errors.Add(["body", "edits", place, "edit_type"], $"must be one of: {string.Join(", ", Types)}", "union_tag_invalid", edit["edit_type"]);
                break;
        }
    }

    private JsonObject? Values(JsonObject edit, int place)
    {
        if (edit["values"] is not JsonObject values)
        {
            _errors.Add(["body", "edits", place, "values"], "field required", "missing");
            return null;
        }

        string[] added = [.. values.Select(value => value.Key).Where(name => !_columns.Contains(name))];
        _columns.AddRange(added);
        _columnsAdded += added.Length;
        return (JsonObject)values.DeepClone();
    }

    private DatasetRow? Row(JsonNode? id, int place)
    {
        DatasetRow? row = _rows.FirstOrDefault(row => row.Id == Nodes.Text(id));
        if (row is null)
            _errors.Add(["body", "edits", place, "row_id"], "The row does not exist.", "value_error", id);
        return row;
    }

    private string? Column(JsonObject edit, int place)
    {
        if (Nodes.Text(edit["column_name"]) is { } column && _columns.Contains(column))
            return column;
        _errors.Add(["body", "edits", place, "column_name"], "The column does not exist.", "value_error", edit["column_name"]);
        return null;
    }

    private void ReplaceColumn(string column, string? name)
    {
        int place = _columns.IndexOf(column);
        if (name is null)
            _columns.RemoveAt(place);
        else
            _columns[place] = name;
        for (int i = 0; i < _rows.Count; i++)
        {
            JsonObject values = (JsonObject)_rows[i].Values.DeepClone();
            JsonNode? value = values[column]?.DeepClone();
            values.Remove(column);
            if (name is not null)
                values[name] = value;
            _rows[i] = _rows[i] with { Values = values };
        }
    }
}
