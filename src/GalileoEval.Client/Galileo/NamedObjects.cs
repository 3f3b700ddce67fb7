using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Finds an object by ID, without a request, or by name.</summary>
public static class NamedObjects
{
    /// <summary>The id of the one object of a name.</summary>
    /// <typeparam name="T">The type of object.</typeparam>
    /// <param name="kind">The kind of object, such as <c>log stream</c>, for messages.</param>
    /// <param name="place">The place of the search, with a leading space, for messages; may be empty.</param>
    /// <param name="nameOrId">The name or the id. A UUID is treated as an ID.</param>
    /// <param name="list">Lists those of a name, and with null all.</param>
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
                $"The name '{EvalText.OneLine(nameOrId, 100)}' fits {best.Count} objects of the kind {kind}{place}: "
                + string.Join(", ", best.Take(5).Select(item => $"{EvalText.OneLine(item.Name, 100)} ({EvalText.OneLine(item.Id, 100)})"))
                + (best.Count > 5 ? ", …" : "")
                + ". Specify the ID instead."),
        };
    }

    /// <summary>Whether an object has a name, in upper or lower case. Checked because the object may be
    /// removed next, and a service that ignores the filter lists all objects.</summary>
    /// <param name="item">The object.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether it is called that.</returns>
    public static bool IsNamed(INamedObject item, string name) =>
        string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error for a name that nothing has.</summary>
    /// <typeparam name="T">The type of object.</typeparam>
    /// <param name="kind">The kind of object.</param>
    /// <param name="place">Where, with a space before it; may be empty.</param>
    /// <param name="name">The name.</param>
    /// <param name="all">All there are, for the nearest names.</param>
    /// <returns>The error, to be thrown.</returns>
    public static async Task<EvalException> NotFoundAsync<T>(string kind, string place, string name, IAsyncEnumerable<T> all)
        where T : INamedObject
    {
        List<string> names = [];
        await foreach (T item in all.ConfigureAwait(false))
            names.Add(item.Name);

        return UnknownName.Error(EvalService.Galileo, kind, name, names, place);
    }
}
