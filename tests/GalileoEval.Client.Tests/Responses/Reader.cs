using System.Text;
using System.Text.RegularExpressions;
using GalileoEval.Errors;
using GalileoEval.Tests.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Responses;

/// <summary>An operation of a client with the responses of a service.</summary>
/// <param name="Name">The client and the operation.</param>
/// <param name="Call">Calls the operation; returns what was read.</param>
/// <param name="Responses">Complete responses, one for each request.</param>
internal sealed record Reader(string Name, Func<IEvalTransport, Task<object?>> Call, params string[] Responses)
{
    private const long AllocationPerByte = 1000;
    private const long AllocationAnyway = 8 * 1024 * 1024;
    private const int LongestMessage = 3000;

    /// <summary>The error that a readable response can cause instead of a model: a name that is not in a list, for instance.</summary>
    public IReadOnlyList<EvalErrorCondition> Verdicts { get; init; } = [];

    /// <summary>Whether it reads a list of Galileo's, whose array is optional: absent means empty.</summary>
    public bool IsSparse => Responses.Any(static response => Regex.IsMatch(response, "^\\s*\\{\"(records|projects|log_streams|experiments|scorers|metrics)\":\\["))
        && !Name.EndsWith("Scale", StringComparison.Ordinal)
        && !Name.StartsWith("publish", StringComparison.Ordinal)
        && !Name.StartsWith("name ", StringComparison.Ordinal);

    public IReadOnlyList<byte[]> Bodies { get; } = [.. Responses.Select(Encoding.UTF8.GetBytes)];

    public Task<object?> CallAsync(params IReadOnlyList<byte[]> bodies) => Call(new BytesTransport(bodies));

    /// <summary>Reads one other body among the recorded ones, and checks the result.</summary>
    /// <returns>The model; null if there is an error of the expected kind.</returns>
    public object? Read(int at, byte[] body)
    {
        List<byte[]> bodies = [.. Bodies];
        bodies[at] = body;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // Nothing blocks here: the responses are in memory.
            object? model = CallAsync(bodies).GetAwaiter().GetResult();
            AssertModest(before, body);
            if (model is not null)
                Assert.NotEmpty(ObjectWalker.TextsOf(model));
            return model;
        }
        catch (EvalException e) when (e.Condition == EvalErrorCondition.InvalidResponse || Verdicts.Contains(e.Condition))
        {
            AssertModest(before, body);
            AssertLine(e.Message);
            AssertLine(e.ServerMessage ?? "");
            AssertLine(e.RecommendedAction ?? "");
            return null;
        }
    }

    public override string ToString() => Name;

    private static void AssertModest(long before, byte[] body)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated < AllocationAnyway + (AllocationPerByte * body.Length), $"{allocated} bytes for a body of {body.Length}");
    }

    private static void AssertLine(string text)
    {
        Assert.InRange(text.Length, 0, LongestMessage);
        Assert.DoesNotContain(text, char.IsControl);
    }
}
