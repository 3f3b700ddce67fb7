using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>Sends several requests at a time and writes their results in the order of the input, each as soon as it is
/// its turn. A request that fails becomes one non-terminating error, in its place.</summary>
/// <typeparam name="T">What a request results in.</typeparam>
/// <param name="command">The cmdlet that they are for.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
/// <param name="write">Takes each result, on the pipeline thread.</param>
internal sealed class OrderedRequests<T>(EvalCommand command, int limit, Action<T> write)
{
    // How many results, in limits, may wait behind a slow one before no further request is sent.
    private const int Backlog = 8;

    private readonly Queue<(object? Input, Task<T> Task)> _queue = new();

    /// <summary>Sends one more request; returns when there is room for the next.</summary>
    /// <param name="input">What the request is for; the target of its error.</param>
    /// <param name="send">Sends it.</param>
    public void Add(object? input, Func<CancellationToken, Task<T>> send)
    {
        _queue.Enqueue((input, command.Start(send)));
        WriteUntil(() => _queue.Count < limit * Backlog && _queue.Count(slot => !slot.Task.IsCompleted) < limit);
    }

    /// <summary>Reports an invalid input in its place among the results.</summary>
    /// <param name="input">The input; the target of the error.</param>
    /// <param name="failure">The error.</param>
    public void Reject(object? input, EvalException failure) => Add(input, _ => Task.FromException<T>(failure));

    /// <summary>Waits for the requests that are still in progress.</summary>
    public void Finish() => WriteUntil(() => _queue.Count == 0);

    private void WriteUntil(Func<bool> done) => command.RunUntil(() =>
    {
        while (_queue.Count > 0 && _queue.Peek().Task.IsCompleted)
            WriteNext();
        return done();
    });

    private void WriteNext()
    {
        (object? input, Task<T> task) = _queue.Dequeue();
        T result;
        try
        {
            result = command.ResultOf(task);
        }
        catch (EvalException e)
        {
            command.WriteFailure(e, input);
            return;
        }

        write(result);
    }
}
