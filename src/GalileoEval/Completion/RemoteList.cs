using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>What a service was asked for by a completer, kept for a while, so that the Tab key answers at once and a list is not
/// asked for with every keystroke.</summary>
/// <typeparam name="T">What is offered.</typeparam>
internal static class RemoteList<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshnessOfFailure = TimeSpan.FromSeconds(5);

    // What belongs to a connection goes when the connection goes, and another account never sees it.
    private static readonly ConditionalWeakTable<IEvalTransport, ConcurrentDictionary<string, Answer>> Known = new();

    /// <summary>The items; none where the service fails, or does not answer within a second and a half.</summary>
    /// <param name="transport">The connection's transport.</param>
    /// <param name="kind">What the items are, such as <c>Scale batch</c>: one list is kept for each.</param>
    /// <param name="read">Asks for them.</param>
    /// <returns>The items in the service's order. What came too late is there the next time.</returns>
    public static IReadOnlyList<T> Get(
        IEvalTransport transport, string kind, Func<CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        ConcurrentDictionary<string, Answer> answers = Known.GetOrCreateValue(transport);
        if (!answers.TryGetValue(kind, out Answer? answer) || answer.IsStale)
            answers[kind] = answer = new Answer(DateTime.UtcNow, Ask(read));

        return Task.WaitAny([answer.Items], Patience) == 0 && answer.Items.Status == TaskStatus.RanToCompletion
            ? answer.Items.Result
            : [];
    }

    // On the thread pool: a completer runs on the thread that the console waits on.
    private static Task<IReadOnlyList<T>> Ask(Func<CancellationToken, Task<IReadOnlyList<T>>> read) => Task.Run(async () =>
    {
        using CancellationTokenSource tooLate = new(Freshness);
        return await read(tooLate.Token).ConfigureAwait(false);
    });

    private sealed record Answer(DateTime Since, Task<IReadOnlyList<T>> Items)
    {
        public bool IsStale =>
            DateTime.UtcNow - Since > (Items.IsFaulted || Items.IsCanceled ? FreshnessOfFailure : Freshness);
    }
}
