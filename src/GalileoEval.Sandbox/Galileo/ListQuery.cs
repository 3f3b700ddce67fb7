using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Reads the filters, the sort order and the page of Galileo's lists of projects, log streams, experiments and
/// scorers.</summary>
internal sealed class ListQuery
{
    private const int UsualLimit = 100;
    private static readonly string[] Operators = ["eq", "ne", "contains", "one_of", "not_in", "gt", "gte", "lt", "lte", "between"];
    private readonly List<Func<JsonObject, bool>> _filters = [];
    private readonly string? _sort;
    private readonly bool _ascending;
    private readonly int _startingToken;
    private readonly int _limit;

    /// <summary>Reads a query whose page is in the query string.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">The body, with filters and sort.</param>
    /// <param name="columns">The columns for filters and sort.</param>
    public ListQuery(Request request, JsonObject body, params string[] columns)
        : this(body, request.Query("starting_token"), request.Query("limit"), columns)
    {
    }

    private ListQuery(JsonObject body, string? startingToken, string? limit, string[] columns)
    {
        FieldErrors errors = new();
        _startingToken = (int)(errors.Integer("query", "starting_token", startingToken, 0, int.MaxValue) ?? 0);
        _limit = (int)(errors.Integer("query", "limit", limit, 1, int.MaxValue) ?? UsualLimit);
        if (body["filters"] is JsonArray filters)
        {
            for (int i = 0; i < filters.Count; i++)
                ReadFilter(filters[i], i, columns, errors);
        }
        else if (body["filters"] is { } other)
        {
            errors.Add("body", "filters", "value is not a valid list", "list_type", other);
        }

        if (body["sort"] is JsonObject sort)
        {
            _sort = Nodes.Text(sort["name"]);
            _ascending = sort["ascending"]?.GetValueKind() != JsonValueKind.False;
            if (_sort is null || !columns.Contains(_sort))
                errors.Add(["body", "sort", "name"], $"must be one of: {string.Join(", ", columns)}", "union_tag_invalid", sort["name"]);
        }

        errors.ThrowIfAny();
    }

    /// <summary>Reads a query whose page is in the body too.</summary>
    public static ListQuery PagedInBody(JsonObject body, params string[] columns) =>
        new(body, body["starting_token"]?.ToJsonString(), body["limit"]?.ToJsonString(), columns);

    /// <summary>Returns the requested page, in the format of the service.</summary>
    public JsonObject Page(string name, IEnumerable<JsonObject> items, bool withTotal = false)
    {
        IEnumerable<JsonObject> matching = items.Where(item => _filters.All(fits => fits(item)));
        if (_sort is not null)
        {
            Comparer<JsonNode?> order = Comparer<JsonNode?>.Create((x, y) => x is null || y is null ? 0 : FieldTest.Compare(x, y) ?? 0);
            matching = _ascending ? matching.OrderBy(item => item[_sort], order) : matching.OrderByDescending(item => item[_sort], order);
        }

        JsonObject[] all = [.. matching];
        JsonObject[] page = [.. all.Skip(_startingToken).Take(_limit)];
        int next = _startingToken + page.Length;
        JsonObject response = new()
        {
            ["starting_token"] = _startingToken,
            ["limit"] = _limit,
            ["paginated"] = next < all.Length || _startingToken > 0,
            ["next_starting_token"] = page.Length > 0 && next < all.Length ? next : null,
            [name] = Nodes.Array(page),
        };
        if (withTotal)
            response["total_count"] = all.Length;
        return response;
    }

    private void ReadFilter(JsonNode? node, int place, string[] columns, FieldErrors errors)
    {
        string? column = Nodes.Text((node as JsonObject)?["name"]);
        if (column is null || !columns.Contains(column))
        {
            errors.Add(["body", "filters", place, "name"], $"must be one of: {string.Join(", ", columns)}", "union_tag_invalid", node);
            return;
        }

        if (ReadSpecial(column, node!))
            return;

        string comparison = Nodes.Text(node!["operator"]) ?? "eq";
        if (!Operators.Contains(comparison))
            errors.Add(["body", "filters", place, "operator"], $"'{comparison}' is not an operator", "enum", node["operator"]);
        else if (node["value"] is not { } value || (comparison == "between" && value is not JsonArray { Count: 2 }))
            errors.Add(["body", "filters", place, "value"], "field required", "missing");
        else
            AddTest(column, new FieldTest(comparison, value.DeepClone(), node["case_sensitive"]?.GetValueKind() != JsonValueKind.False));
    }

    // The creator of a scorer has a different name in filters than in the scorer itself.
    private void AddTest(string column, FieldTest test)
    {
        string field = column == "creator" ? "created_by" : column;
        _filters.Add(item => test.Holds(item[field]));
    }

    // Scorer filters without an operator.
    private bool ReadSpecial(string column, JsonNode filter)
    {
        switch (column)
        {
            case "exclude_slm_scorers":
                _filters.Add(item => Nodes.Text(item["model_type"]) != "slm");
                return true;
            case "exclude_multimodal_scorers":
                _filters.Add(item => item["multimodal_capabilities"] is not JsonArray { Count: > 0 });
                return true;
            case "scope_projects" when filter["project_ids"] is JsonArray { Count: > 0 } projects:
                HashSet<string?> wanted = [.. projects.Select(Nodes.Text)];
                bool global = filter["include_global"]?.GetValueKind() == JsonValueKind.True;
                _filters.Add(item => (global && item["is_global"]?.GetValueKind() == JsonValueKind.True)
                    || (item["scope_projects"] is JsonArray scope && scope.Any(project => wanted.Contains(Nodes.Text(project!["id"])))));
                return true;
            default:
                return false;
        }
    }
}
