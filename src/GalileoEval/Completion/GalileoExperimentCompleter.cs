using GalileoEval.Galileo;

namespace GalileoEval.Completion;

/// <summary>Offers the names of the experiments of a project.</summary>
internal sealed class GalileoExperimentCompleter : GalileoProjectItemCompleter<GalileoExperiment>
{
    private protected override IAsyncEnumerable<GalileoExperiment> ListAsync(
        GalileoCatalog catalog, string projectId, CancellationToken cancellationToken) =>
        catalog.ListExperimentsAsync(projectId, null, cancellationToken);
}
