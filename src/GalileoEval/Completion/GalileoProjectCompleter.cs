using System.Runtime.CompilerServices;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers the names of Galileo's projects.</summary>
internal sealed class GalileoProjectCompleter : NameCompleter
{
    public GalileoProjectCompleter()
        : base(EvalService.Galileo)
    {
    }

    private protected override async IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport,
        string? owner,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GalileoCatalog catalog = new(transport);
        await foreach (GalileoProject project in catalog.ListProjectsAsync(null, cancellationToken).ConfigureAwait(false))
            yield return project.Name;
    }
}
