using GalileoEval.Galileo;

namespace GalileoEval.Completion;

/// <summary>Offers the names of the log streams of a project.</summary>
internal sealed class GalileoLogStreamCompleter : GalileoProjectItemCompleter<GalileoLogStream>
{
    private protected override IAsyncEnumerable<GalileoLogStream> ListAsync(
        GalileoCatalog catalog, string projectId, CancellationToken cancellationToken) =>
        catalog.ListLogStreamsAsync(projectId, null, cancellationToken);
}
