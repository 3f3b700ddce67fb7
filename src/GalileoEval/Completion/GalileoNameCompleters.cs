using System.Collections;
using System.Runtime.CompilerServices;
using GalileoEval.Binding;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Completes names of the account.</summary>
/// <param name="list">Lists the objects.</param>
internal abstract class GalileoNameCompleter(Func<IEvalTransport, CancellationToken, IAsyncEnumerable<INamedObject>> list)
    : NameCompleter(EvalService.Galileo)
{
    private protected override async IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport,
        string? owner,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (INamedObject item in list(transport, cancellationToken).ConfigureAwait(false))
            yield return item.Name;
    }
}

/// <summary>Completes the names of Galileo's projects.</summary>
internal sealed class GalileoProjectCompleter() : GalileoNameCompleter(
    static (transport, cancellation) => new GalileoCatalog(transport).ListProjectsAsync(null, cancellation));

/// <summary>Completes the names of Galileo's scorers.</summary>
internal sealed class GalileoScorerCompleter() : GalileoNameCompleter(
    static (transport, cancellation) => new ScorerRegistry(transport).ListAsync(new ScorerQuery(), cancellation));

/// <summary>Completes the names of Galileo's datasets.</summary>
internal sealed class GalileoDatasetCompleter() : GalileoNameCompleter(
    static (transport, cancellation) => new GalileoDatasets(transport).ListAsync(null, cancellation));

/// <summary>Completes the names of objects in a Galileo project: the specified one, otherwise that of the environment.</summary>
/// <typeparam name="T">The type of object.</typeparam>
internal abstract class GalileoProjectItemCompleter<T>() : NameCompleter(EvalService.Galileo)
    where T : INamedObject
{
    private protected override string? Owner(IDictionary parameters) =>
        (parameters["Project"] ?? parameters["ProjectId"])?.ToString() ?? GalileoDefault.Project;

    /// <summary>Lists the objects in a project.</summary>
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

/// <summary>Completes the names of the log streams of a project.</summary>
internal sealed class GalileoLogStreamCompleter : GalileoProjectItemCompleter<GalileoLogStream>
{
    private protected override IAsyncEnumerable<GalileoLogStream> ListAsync(
        GalileoCatalog catalog, string projectId, CancellationToken cancellationToken) =>
        catalog.ListLogStreamsAsync(projectId, null, cancellationToken);
}

/// <summary>Completes the names of the experiments of a project.</summary>
internal sealed class GalileoExperimentCompleter : GalileoProjectItemCompleter<GalileoExperiment>
{
    private protected override IAsyncEnumerable<GalileoExperiment> ListAsync(
        GalileoCatalog catalog, string projectId, CancellationToken cancellationToken) =>
        catalog.ListExperimentsAsync(projectId, null, cancellationToken);
}
