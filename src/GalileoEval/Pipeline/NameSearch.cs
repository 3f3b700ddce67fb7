using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Pipeline;

/// <summary>Writes the objects that match the names of a parameter, as Get-* cmdlets do: a wildcard may match nothing,
/// a plain name that matches nothing is an error.</summary>
/// <typeparam name="T">The type of object.</typeparam>
/// <param name="command">The cmdlet that they are for.</param>
/// <param name="kind">The kind of object, such as <c>log stream</c>, for messages.</param>
/// <param name="place">The place of the search, with a leading space, for messages; may be empty.</param>
/// <param name="list">Lists the objects with a name; null lists all.</param>
/// <param name="write">Writes a match; null to write the object itself.</param>
internal sealed class NameSearch<T>(
    EvalCommand command, string kind, string place, Func<string?, IAsyncEnumerable<T>> list, Action<T>? write = null)
    where T : INamedObject
{
    /// <summary>Writes the matches.</summary>
    /// <param name="names">The names or patterns; null or empty for all.</param>
    /// <param name="whole">The target of the error when listing all fails.</param>
    public void Write(string[]? names, object? whole)
    {
        if (names is not { Length: > 0 })
        {
            WriteAll(null, _ => true, whole);
            return;
        }

        foreach (string name in names)
        {
            if (NamePattern.Plain(name) is not { } plain)
                WriteAll(null, item => NamePattern.MatchesAny(item.Name, [name]), name);
            else if (WriteAll(plain, item => NamedObjects.IsNamed(item, plain), name) == 0)
                WriteNotFound(plain, name);
        }
    }

    private int? WriteAll(string? name, Func<T, bool> fits, object? target)
    {
        int count = 0;
        try
        {
            command.Stream(list(name), item =>
            {
                if (fits(item))
                {
                    count++;
                    if (write is null)
                        command.WriteObject(item);
                    else
                        write(item);
                }
            });
            return count;
        }
        catch (EvalException e)
        {
            command.WriteFailure(e, target);
            return null;
        }
    }

    private void WriteNotFound(string name, string target)
    {
        EvalException failure;
        try
        {
            failure = command.Run(_ => NamedObjects.NotFoundAsync(kind, place, name, list(null)));
        }
        catch (EvalException e)
        {
            failure = e;
        }

        command.WriteFailure(failure, target);
    }
}
