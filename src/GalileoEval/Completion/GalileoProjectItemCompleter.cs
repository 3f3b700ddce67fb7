using System.Collections;
using System.Runtime.CompilerServices;
using GalileoEval.Connections;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers the names of what a project of Galileo holds: of the project typed before, else of the environment's.</summary>
/// <typeparam name="T">The type of object.</typeparam>
internal abstract class GalileoProjectItemCompleter<T> : NameCompleter
    where T : INamedObject
{
    private protected GalileoProjectItemCompleter()
        : base(EvalService.Galileo)
    {
    }

    private protected override string? Owner(IDictionary parameters)
    {
        EvalEnvironment environment = new();
        return (parameters["Project"] ?? parameters["ProjectId"])?.ToString()
            ?? environment.GalileoProjectId
            ?? environment.GalileoProject;
    }

    /// <summary>Lists what a project holds.</summary>
    private protected abstract IAsyncEnumerable<T> ListAsync(
        GalileoCatalog catalog, string projectId, CancellationToken cancellationToken);

    private protected override async IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport,
        string? owner,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (owner is null)
            yield break;

        GalileoCatalog catalog = new(transport);
        string id = await catalog.ProjectIdAsync(owner, cancellationToken).ConfigureAwait(false);
        await foreach (T item in ListAsync(catalog, id, cancellationToken).ConfigureAwait(false))
            yield return item.Name;
    }
}
