using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Reads the query parameters that Scale's lists share; rejects invalid ones with 400.</summary>
internal sealed class ListQuery
{
    private const int LargestPage = 100;
    private readonly Request _request;
    private readonly int _limit;
    private readonly int _offset;

    public ListQuery(Request request)
    {
        _request = request;
        string? limit = request.Query("limit");
        _limit = limit is null ? LargestPage
            : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= LargestPage ? size
            : throw new RequestRejectedException(400, "limit must be between 1 and 100.");
        string? token = request.Query("next_token");
        _offset = token is null ? 0
            : token.Split('_') is ["next", var place]
                && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset
            : throw new RequestRejectedException(400, "next_token is invalid.");
    }

    /// <summary>Reads values of an enumeration.</summary>
    public static IReadOnlyList<string> Words(Request request, string name, params string[] known)
    {
        IReadOnlyList<string> words = request.QueryAll(name);
        return words.FirstOrDefault(word => !known.Contains(word)) is { } unknown
            ? throw new RequestRejectedException(400, $"{name} '{unknown}' is not one of: {string.Join(", ", known)}.")
            : words;
    }

    /// <summary>True if a time is within the limits of the query.</summary>
    public bool Within(string name, DateTime? time)
    {
        DateTime? after = Time(name + "_after");
        DateTime? before = Time(name + "_before");
        return (after is null || time > after) && (before is null || time < before);
    }

    /// <summary>Returns true if the query selects the object by ID or by name, or does not filter by it.</summary>
    public bool Names(string kind, string id, string name) =>
        (_request.Query(kind + "_id") is not { } wantedId || wantedId == id)
        && (_request.Query(kind + "_name") is not { } wantedName || wantedName == name);

    /// <summary>One page of a list.</summary>
    public JsonObject Page(string name, IEnumerable<JsonObject> items)
    {
        // One item more than the page size shows whether another page follows.
        JsonObject[] next = [.. items.Skip(_offset).Take(_limit + 1)];
        JsonObject page = new() { [name] = Nodes.Array(next.Take(_limit)) };
        if (next.Length > _limit)
            page["next_token"] = "next_" + (_offset + _limit).ToString(CultureInfo.InvariantCulture);
        return page;
    }

    private DateTime? Time(string name)
    {
        if (_request.Query(name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.UtcDateTime
            : throw new RequestRejectedException(400, $"{name} is not a date-time.");
    }
}
