using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Completes names from Scale.</summary>
internal abstract class ScaleNameCompleter(Func<ScaleNames, CancellationToken, Task<IReadOnlyList<string>>> read)
    : NameCompleter(EvalService.Scale)
{
    private protected override Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken) =>
        read(new ScaleNames(new ScaleClient(transport)), cancellationToken);
}

/// <summary>Completes the names of Scale's batches.</summary>
internal sealed class ScaleBatchNameCompleter()
    : ScaleNameCompleter(static (names, cancellation) => names.BatchesAsync(cancellation));

/// <summary>Completes the names of Scale's projects.</summary>
internal sealed class ScaleProjectNameCompleter()
    : ScaleNameCompleter(static (names, cancellation) => names.ProjectsAsync(cancellation));

/// <summary>Completes the names of Scale's deliveries.</summary>
internal sealed class ScaleDeliveryNameCompleter()
    : ScaleNameCompleter(static (names, cancellation) => names.DeliveriesAsync(cancellation));
