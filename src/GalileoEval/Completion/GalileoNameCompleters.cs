using System.Collections;
using GalileoEval.Binding;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Completes names of the account.</summary>
internal abstract class GalileoNameCompleter(Func<IEvalTransport, CancellationToken, IAsyncEnumerable<INamedObject>> list)
    : NameCompleter(EvalService.Galileo)
{
    internal static async Task<IReadOnlyList<string>> NamesOfAsync(IAsyncEnumerable<INamedObject> items)
    {
        List<string> names = [];
        await foreach (INamedObject item in items.ConfigureAwait(false))
            names.Add(item.Name);
        return names;
    }

    private protected override Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken) => NamesOfAsync(list(transport, cancellationToken));
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

/// <summary>Completes the names of objects in a Galileo project: the specified one, otherwise that of the
/// environment.</summary>
internal abstract class GalileoProjectItemCompleter(
    Func<GalileoCatalog, string, CancellationToken, IAsyncEnumerable<INamedObject>> list) : NameCompleter(EvalService.Galileo)
{
    private protected override string? Owner(IDictionary parameters) =>
        (parameters["Project"] ?? parameters["ProjectId"])?.ToString() ?? GalileoDefault.Project;

    private protected override async Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken)
    {
        if (owner is null)
            return [];

        GalileoCatalog catalog = new(transport);
        string id = await catalog.ProjectIdAsync(owner, cancellationToken).ConfigureAwait(false);
        return await GalileoNameCompleter.NamesOfAsync(list(catalog, id, cancellationToken)).ConfigureAwait(false);
    }
}

/// <summary>Completes the names of the log streams of a project.</summary>
internal sealed class GalileoLogStreamCompleter() : GalileoProjectItemCompleter(
    static (catalog, project, cancellation) => catalog.ListLogStreamsAsync(project, null, cancellation));

/// <summary>Completes the names of the experiments of a project.</summary>
internal sealed class GalileoExperimentCompleter() : GalileoProjectItemCompleter(
    static (catalog, project, cancellation) => catalog.ListExperimentsAsync(project, null, cancellation));
