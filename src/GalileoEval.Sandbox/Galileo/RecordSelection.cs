using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Selects records: filters, order and page.</summary>
internal sealed class RecordSelection
{
    private const int UsualLimit = 100;
    private readonly Func<JsonObject, bool> _filter;
    private readonly RecordSort _sort;

    private RecordSelection(Func<JsonObject, bool> filter, RecordSort sort, long? startingToken, long? limit) =>
        (_filter, _sort, StartingToken, Limit) = (filter, sort, (int)(startingToken ?? 0), (int)(limit ?? UsualLimit));

    public int StartingToken { get; }

    public int Limit { get; }

    /// <summary>Reads the fields of a form, whose filters and sort order are JSON strings.</summary>
    public static RecordSelection FromForm(SubmittedForm form, FieldErrors errors)
    {
        Func<JsonObject, bool> filter = new RecordFilter(errors).ReadAll(Parse(form, "filters", errors), "body", "filters");
        RecordSort sort = new(Parse(form, "sort", errors), errors, "body", "sort");
        return new RecordSelection(
            filter, sort, errors.Integer("body", "starting_token", form["starting_token"], 0, int.MaxValue),
            errors.Integer("body", "limit", form["limit"], 1, int.MaxValue));
    }

    /// <summary>Reads the fields of a JSON body.</summary>
    public static RecordSelection FromBody(JsonObject body, FieldErrors errors)
    {
        RecordFilter reader = new(errors);
        Func<JsonObject, bool> filter = reader.ReadAll(body["filters"], "body", "filters");
        Func<JsonObject, bool> tree = reader.ReadTree(body["filter_tree"], "body", "filter_tree");
        RecordSort sort = new(body["sort"], errors, "body", "sort");
        return new RecordSelection(
            record => filter(record) && tree(record), sort,
            errors.Integer("body", "starting_token", body["starting_token"]?.ToJsonString(), 0, int.MaxValue),
            errors.Integer("body", "limit", body["limit"]?.ToJsonString(), 1, int.MaxValue));
    }

    /// <summary>Returns all selected records, in order.</summary>
    public IEnumerable<JsonObject> Matching(IEnumerable<JsonObject> records) => _sort.Apply(records.Where(_filter));

    /// <summary>Returns the requested page.</summary>
    public IEnumerable<JsonObject> Page(IEnumerable<JsonObject> records) => Matching(records).Skip(StartingToken).Take(Limit);

    private static JsonNode? Parse(SubmittedForm form, string name, FieldErrors errors)
    {
        if (form[name] is not { } text)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            errors.Add("body", name, "value is not valid JSON", "json_invalid", text);
            return null;
        }
    }
}
