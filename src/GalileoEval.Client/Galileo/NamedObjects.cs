using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Finds an object by ID, without a request, or by name.</summary>
public static class NamedObjects
{
    /// <summary>Finds the ID of an object by name or ID.</summary>
    /// <typeparam name="T">The type of object.</typeparam>
    /// <param name="kind">The kind of object, such as <c>log stream</c>, for messages.</param>
    /// <param name="place">The place of the search, with a leading space, for messages; may be empty.</param>
    /// <param name="nameOrId">The name or the ID. A UUID is treated as an ID.</param>
    /// <param name="list">Lists the objects with a name; null lists all.</param>
    /// <returns>A UUID.</returns>
    /// <exception cref="EvalException">NotFound: there is none of the name. InvalidArgument: there are several.</exception>
    public static async Task<string> IdAsync<T>(
        string kind, string place, string nameOrId, Func<string?, IAsyncEnumerable<T>> list)
        where T : INamedObject
    {
        if (string.IsNullOrWhiteSpace(nameOrId))
            throw GalileoArgument.Invalid($"The name or ID of the {kind} must not be empty.");
        if (RequestPath.Uuid(nameOrId) is { } id)
            return id;

        List<T> found = [];
        await foreach (T item in list(nameOrId).ConfigureAwait(false))
        {
            if (IsNamed(item, nameOrId))
                found.Add(item);
        }

        // Of names that differ only in case, the exact match is used.
        List<T> exact = [.. found.Where(item => item.Name == nameOrId)];
        List<T> best = exact.Count > 0 ? exact : found;
        return best.Count switch
        {
            1 => best[0].Id,
            0 => throw await NotFoundAsync(kind, place, nameOrId, list(null)).ConfigureAwait(false),
            _ => throw GalileoArgument.Invalid(
                $"The name '{EvalText.OneLine(nameOrId, 100)}' matches {best.Count} objects of the kind {kind}{place}: "
                + string.Join(", ", best.Take(5).Select(item => $"{EvalText.OneLine(item.Name, 100)} ({EvalText.OneLine(item.Id, 100)})"))
                + (best.Count > 5 ? ", …" : "")
                + ". Specify the ID instead."),
        };
    }

    /// <summary>Whether an object has a name, case-insensitive. Checked because the object may be removed next,
    /// and a service could ignore the filter.</summary>
    /// <param name="item">The object.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether it has the name.</returns>
    public static bool IsNamed(INamedObject item, string name) =>
        string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Creates the error for an unknown name.</summary>
    /// <typeparam name="T">The type of object.</typeparam>
    /// <param name="kind">The kind of object.</param>
    /// <param name="place">The place of the search, with a leading space; may be empty.</param>
    /// <param name="name">The name.</param>
    /// <param name="all">All objects, for the nearest names.</param>
    /// <returns>The error to throw.</returns>
    public static async Task<EvalException> NotFoundAsync<T>(string kind, string place, string name, IAsyncEnumerable<T> all)
        where T : INamedObject
    {
        List<string> names = [];
        await foreach (T item in all.ConfigureAwait(false))
            names.Add(item.Name);

        return UnknownName.Error(EvalService.Galileo, kind, name, names, place);
    }
}

/// <summary>An object with a name and an ID. Users can specify either.</summary>
public interface INamedObject
{
    /// <summary>Galileo.</summary>
    EvalService Service { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The ID, a UUID.</summary>
    string Id { get; }
}
