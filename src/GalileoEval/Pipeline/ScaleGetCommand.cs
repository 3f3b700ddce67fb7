using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Paging;
using GalileoEval.Scale;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that get objects of Scale: by ID, by name or as a list.</summary>
/// <typeparam name="T">The type of an object.</typeparam>
public abstract class ScaleGetCommand<T> : ScaleThrottledCommand<T>
{
    private protected const string IdSet = "Id";
    private protected const string NameSet = "Name";
    private protected const string ListSet = "List";

    private protected ScaleGetCommand()
    {
    }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateRange(1, 1000)]
    public override int ThrottleLimit { get => base.ThrottleLimit; set => base.ThrottleLimit = value; }

    /// <summary>The names that restrict the list; they may be unknown.</summary>
    private protected virtual (string? Project, string? Batch, string? Delivery) ListNames => default;

    /// <summary>Gets the object with a name, or the objects that match a pattern.</summary>
    /// <param name="typed">The name or pattern.</param>
    /// <param name="get">Reads the object with a name.</param>
    /// <param name="list">The list of all objects.</param>
    /// <param name="nameOf">The name of an object.</param>
    private protected void Find(
        string typed, Func<string, CancellationToken, Task<T>> get, PagedList<T> list, Func<T, string?> nameOf)
    {
        if (NamePattern.Plain(typed) is { } name)
        {
            Requests.Add(typed, cancellation => get(name, cancellation));
            return;
        }

        Requests.Finish();
        WriteAll(list, typed, first: null, item => NamePattern.Keeps(nameOf(item), [typed]));
    }

    /// <summary>Writes a list. An unknown name is an error, even if the service returns an empty list for it.</summary>
    /// <param name="list">The list.</param>
    /// <param name="target">The target of the error.</param>
    /// <param name="first">The maximum number of items; null for all.</param>
    /// <param name="isWanted">Selects the items to write; null for all.</param>
    private protected void WriteAll(PagedList<T> list, object? target, int? first = null, Func<T, bool>? isWanted = null)
    {
        (string? project, string? batch, string? delivery) = ListNames;
        ScaleNames names = new(Client);
        try
        {
            if (!WritePages(list.AsPages(first: first is { } count ? (ulong)count : ulong.MaxValue), isWanted))
                Execute(cancellation => names.CheckAsync(project, batch, cancellation));
        }
        catch (EvalException e)
        {
            WriteFailure(Run(cancellation => names.ExplainAsync(e, project, batch, delivery, cancellation)), target);
        }
    }
}
