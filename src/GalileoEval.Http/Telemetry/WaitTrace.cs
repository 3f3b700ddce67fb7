using System.Diagnostics;
using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Http.Telemetry;

/// <summary>The span of a wait for work: the services, the number of items, and the states in which they ended. It
/// never contains an ID, a name or a message. See docs/telemetry.md.</summary>
internal sealed class WaitTrace : IEvalWaitSpan
{
    private readonly Activity _wait;
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    private WaitTrace(Activity wait) => _wait = wait;

    /// <summary>Starts the span of a wait.</summary>
    /// <returns>The span; null without a listener.</returns>
    public static WaitTrace? Start(IEnumerable<EvalService> services)
    {
        if (!OperationTrace.Source.HasListeners())
            return null;
        EvalService[] all = [.. services];
        string[] names = [.. all.Distinct().Select(static service => service.ToString()).OrderBy(static name => name, StringComparer.Ordinal)];
        string name = names.Length == 1 ? $"{names[0]} wait" : "wait";
        if (OperationTrace.Source.StartActivity(name, ActivityKind.Internal) is not { } wait)
            return null;
        wait.SetTag("galileoeval.service", string.Join(",", names));
        wait.SetTag("galileoeval.wait.items", all.Length);
        return new WaitTrace(wait);
    }

    public void Ended(EvalState state) => Count(state.ToString());

    public void Missed(EvalException error) => Count(error.Condition == EvalErrorCondition.Timeout ? "timed_out" : "unreadable");

    public void Fail(Exception failure) => OperationTrace.SetError(_wait, failure);

    public void Dispose()
    {
        foreach (KeyValuePair<string, int> outcome in _outcomes)
            _wait.SetTag("galileoeval.wait." + outcome.Key, outcome.Value);
        _wait.Dispose();
    }

    private void Count(string outcome)
    {
        string name = outcome.ToLower(CultureInfo.InvariantCulture);
        _outcomes[name] = _outcomes.TryGetValue(name, out int count) ? count + 1 : 1;
    }
}
