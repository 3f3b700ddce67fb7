using System.Runtime.CompilerServices;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers the names of Galileo's scorers.</summary>
internal sealed class GalileoScorerCompleter : NameCompleter
{
    public GalileoScorerCompleter()
        : base(EvalService.Galileo)
    {
    }

    private protected override async IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport,
        string? owner,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ScorerRegistry registry = new(transport);
        await foreach (GalileoScorer scorer in registry.ListAsync(new ScorerQuery(), cancellationToken).ConfigureAwait(false))
            yield return scorer.Name;
    }
}
