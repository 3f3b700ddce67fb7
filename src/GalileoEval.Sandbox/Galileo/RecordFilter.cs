using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Parses record filters into a predicate, as strictly as the service.</summary>
internal sealed class RecordFilter(FieldErrors errors)
{
    private static readonly Dictionary<string, string[]> Operators = new()
    {
        ["id"] = ["eq", "ne", "one_of", "not_in", "contains"],
        ["date"] = ["eq", "ne", "gt", "gte", "lt", "lte"],
        ["number"] = ["eq", "ne", "gt", "gte", "lt", "lte", "between"],
        ["boolean"] = ["eq", "ne"],
        ["collection"] = ["eq", "contains", "one_of", "not_in"],
        ["text"] = ["eq", "ne", "contains", "one_of", "not_in"],
    };

    /// <summary>Reads filters that must all match.</summary>
    /// <param name="filters">The array; null for none.</param>
    /// <param name="location">Where it was sent.</param>
    public Func<JsonObject, bool> ReadAll(JsonNode? filters, params string[] location)
    {
        if (filters is null)
            return _ => true;
        if (filters is not JsonArray array)
        {
            errors.Add(Nodes.Strings(location), "value is not a valid list", "list_type", filters);
            return _ => false;
        }

        Func<JsonObject, bool>[] conditions = [.. array.Select((filter, i) => Read(filter, [.. location, i.ToString(System.Globalization.CultureInfo.InvariantCulture)]))];
        return record => conditions.All(condition => condition(record));
    }

    /// <summary>Reads a tree of filters.</summary>
    public Func<JsonObject, bool> ReadTree(JsonNode? node, params string[] location)
    {
        if (node is null)
            return _ => true;
        if (node["filter"] is { } leaf)
            return Read(leaf, [.. location, "filter"]);
        if (node["not"] is { } negated)
        {
            Func<JsonObject, bool> condition = ReadTree(negated, [.. location, "not"]);
            return record => !condition(record);
        }

        string word = node["and"] is JsonArray ? "and" : "or";
        if (node[word] is not JsonArray parts)
        {
            errors.Add(Nodes.Strings(location), "expected one of filter, and, or, not", "union_tag_invalid", node);
            return _ => false;
        }

        Func<JsonObject, bool>[] conditions = [.. parts.Select(part => ReadTree(part, [.. location, word]))];
        return word == "and" ? record => conditions.All(c => c(record)) : record => conditions.Any(c => c(record));
    }

    private Func<JsonObject, bool> Read(JsonNode? node, string[] location)
    {
        int noted = 0;
        if (node is not JsonObject filter)
        {
            errors.Add(Location(location), "value is not a valid dict", "model_type", node);
            return _ => false;
        }

        string? type = Nodes.Text(filter["type"]);
        if (type == "fully_annotated")
            return _ => false; // The sample records have no annotations.
        if (type is null || !Operators.TryGetValue(type, out string[]? operators))
        {
            Note("type", type is null
                ? "field required: each filter needs a type"
                : $"'{type}' is not one of: {string.Join(", ", Operators.Keys)}", type is null ? "union_tag_not_found" : "union_tag_invalid");
            return _ => false;
        }

        string? column = Nodes.Text(filter["column_id"]);
        if (column is null)
            Note("column_id", "field required", "missing");
        else if (!RecordColumns.Exists(column))
            Note("column_id", $"the column '{column}' does not exist", "value_error");

        string? comparison = Nodes.Text(filter["operator"]) ?? (type is "id" or "boolean" && filter["operator"] is null ? "eq" : null);
        if (comparison is null)
            Note("operator", "field required", "missing");
        else if (!operators.Contains(comparison))
            Note("operator", $"'{comparison}' is not one of: {string.Join(", ", operators)}", "enum");

        if (filter["value"] is not { } value)
            Note("value", "field required", "missing");
        else if (!Fits(value, type, comparison))
            Note("value", $"value is not valid for a {type} filter with the operator {comparison}", "value_error");

        if (noted > 0)
            return _ => false;
        bool caseSensitive = filter["case_sensitive"]?.GetValueKind() != JsonValueKind.False;
        FieldTest test = new(comparison!, filter["value"]!.DeepClone(), caseSensitive);
        return record => test.Holds(RecordColumns.Value(record, column!));

        void Note(string field, string message, string kind)
        {
            noted++;
            errors.Add(Location([.. location, field]), message, kind, filter[field]);
        }
    }

    private static bool Fits(JsonNode value, string type, string? comparison)
    {
        if (type == "boolean")
            return value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
        if (type == "date")
            return Nodes.Text(value) is { } time && FieldTest.Time(time) is not null;

        JsonValueKind wanted = type == "number" ? JsonValueKind.Number : JsonValueKind.String;
        if (value is JsonArray list)
        {
            return list.All(item => item?.GetValueKind() == wanted)
                && (type == "number" ? comparison == "between" && list.Count == 2 : comparison is not "between");
        }

        return comparison != "between" && value.GetValueKind() == wanted;
    }

    // List indexes are numbers, as in the service's responses.
    private static JsonArray Location(string[] parts) =>
        Nodes.Array(parts.Select(part => int.TryParse(part, out int place) ? JsonValue.Create(place) : (JsonNode)JsonValue.Create(part)));
}
