using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Reads the parameters that Kolena's operations share; rejects invalid ones with 422.</summary>
internal static class KolenaQuery
{
    private const int PageSize = 50;
    private const int LargestPage = 1000;

    /// <summary>The IDs in the path.</summary>
    public static long[] Ids(Request request, params string[] names)
    {
        FieldErrors errors = new();
        long?[] ids = [.. names.Select(name => errors.Integer("path", name, request.Path[name]))];
        errors.ThrowIfAny();
        return [.. ids.Select(id => id!.Value)];
    }

    /// <summary>The requested page.</summary>
    public static (long Number, long Size) Page(Request request, int smallest)
    {
        FieldErrors errors = new();
        long? number = errors.Integer("query", "page_number", request.Query("page_number"), 0);
        long? size = errors.Integer("query", "page_size", request.Query("page_size"), smallest, LargestPage);
        errors.ThrowIfAny();
        return (number ?? 0, size ?? PageSize);
    }

    /// <summary>One page of a list.</summary>
    public static JsonObject Paged(string name, IReadOnlyCollection<JsonObject> items, (long Number, long Size) page) => new()
    {
        [name] = Nodes.Array(
            items.Skip((int)Math.Min(page.Number * page.Size, int.MaxValue)).Take((int)page.Size).Select(item => item.DeepClone())),
        ["total_pages"] = page.Size == 0 ? 0 : (items.Count + page.Size - 1) / page.Size,
        ["page_number"] = page.Number,
        ["page_size"] = page.Size,
    };
}
