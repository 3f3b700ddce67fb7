using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Names that a service was asked for, kept for a while, so that the Tab key answers at once and a list is not asked
/// for with every keystroke.</summary>
internal static class RemoteNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    // What belongs to a connection goes when the connection goes.
    private static readonly ConditionalWeakTable<IEvalTransport, ConcurrentDictionary<string, Answer>> Known = new();

    /// <summary>The names; none where the service fails, or does not answer within a second and a half.</summary>
    /// <param name="transport">The connection's transport.</param>
    /// <param name="kind">What the names are of, such as <c>batch</c>: one list is kept for each.</param>
    /// <param name="read">Asks for them.</param>
    /// <returns>The names in no order. What came too late is there the next time.</returns>
    public static IReadOnlyList<string> Get(
        IEvalTransport transport, string kind, Func<CancellationToken, Task<IReadOnlyList<string>>> read)
    {
        ConcurrentDictionary<string, Answer> answers = Known.GetOrCreateValue(transport);
        if (!answers.TryGetValue(kind, out Answer? answer) || answer.IsOfNoUse)
        {
            // On the thread pool: a completer runs on the thread that the console waits on.
            answer = new Answer(DateTime.UtcNow, Task.Run(() => read(CancellationToken.None)));
            answers[kind] = answer;
        }

        return Task.WaitAny([answer.Names], Patience) == 0 && answer.Names.Status == TaskStatus.RanToCompletion
            ? answer.Names.Result
            : [];
    }

    private sealed record Answer(DateTime Since, Task<IReadOnlyList<string>> Names)
    {
        public bool IsOfNoUse => Names.IsFaulted || Names.IsCanceled || DateTime.UtcNow - Since > Freshness;
    }
}
