using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Datasets;

/// <summary>A row as the service sends it.</summary>
internal sealed class DatasetPageRow
{
    public JsonElement RowId { get; set; }

    public JsonElement Index { get; set; }

    /// <summary>The values in the order of the columns.</summary>
    public JsonElement Values { get; set; }

    /// <summary>The values by column; older servers omit it.</summary>
    public JsonElement ValuesDict { get; set; }

    /// <summary>Returns the values by column, in the order of the columns; columns that are not in the page are last.</summary>
    /// <param name="columns">The columns of the page.</param>
    public IReadOnlyList<KeyValuePair<string, object?>> ByColumn(IReadOnlyList<string> columns)
    {
        if (ValuesDict.ValueKind != JsonValueKind.Object)
            return [.. columns.Zip(Values.Items(), static (column, value) => new KeyValuePair<string, object?>(column, JsonMap.ValueOf(value)))];

        List<KeyValuePair<string, object?>> values =
            [.. columns.Select(column => new KeyValuePair<string, object?>(column, JsonMap.ValueOf(ValuesDict.Member(column))))];
        HashSet<string> known = [.. columns];
        foreach (JsonProperty value in ValuesDict.EnumerateObject())
        {
            if (known.Add(value.Name))
                values.Add(new(value.Name, JsonMap.ValueOf(value.Value)));
        }

        return values;
    }
}
