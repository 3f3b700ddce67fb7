using System.Diagnostics;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Http.Telemetry;

/// <summary>The spans of one operation: the operation, its tries and its delays. They never contain a path, a query, a
/// header, a body or a message. See docs/telemetry.md.</summary>
internal sealed class OperationTrace : IDisposable
{
    /// <summary>The name of the source, which listeners subscribe to.</summary>
    public const string SourceName = "GalileoEval";

    internal static readonly ActivitySource Source = new(SourceName);

    private readonly Activity _operation;
    private readonly EvalConnectionOptions _options;
    private readonly string _method;
    private int _tries;
    private DateTimeOffset _endOfTry;

    private OperationTrace(Activity operation, EvalConnectionOptions options, EvalRequest request)
    {
        (_operation, _options, _method) = (operation, options, request.Method.Method);
        operation.SetTag("galileoeval.service", options.Service.ToString());
        operation.SetTag("galileoeval.operation", request.Operation);
        SetRequest(operation);
    }

    /// <summary>Starts the span of an operation.</summary>
    /// <returns>The trace; null without a listener.</returns>
    public static OperationTrace? Start(EvalConnectionOptions options, EvalRequest request) =>
        Source.HasListeners() && Source.StartActivity($"{options.Service} {request.Operation}", ActivityKind.Internal) is { } operation
            ? new OperationTrace(operation, options, request)
            : null;

    /// <summary>Adds the span of the delay since the last try, if there was one.</summary>
    public void EndDelay()
    {
        if (_tries > 0)
            AddWait("retry delay", _endOfTry);
    }

    /// <summary>Starts the span of a try.</summary>
    public Activity? StartTry()
    {
        Activity? attempt = Source.StartActivity(_method, ActivityKind.Client, _operation.Context);
        if (attempt is not null)
        {
            SetRequest(attempt);
            if (_tries > 0)
                attempt.SetTag("http.request.resend_count", _tries);
        }

        _tries++;
        return attempt;
    }

    /// <summary>Ends a try.</summary>
    public void EndTry(Activity? attempt, Exception? failure)
    {
        _endOfTry = DateTimeOffset.UtcNow;
        if (attempt is null)
            return;
        SetError(attempt, failure);
        attempt.Dispose();
    }

    /// <summary>Adds the span of a delay that ends now.</summary>
    /// <param name="name">The reason for the delay.</param>
    /// <param name="start">The start of the delay.</param>
    public void AddWait(string name, DateTimeOffset start) =>
        Source.StartActivity(name, ActivityKind.Internal, _operation.Context, startTime: start)?.Dispose();

    /// <summary>Records the failure of the operation.</summary>
    public void Fail(Exception failure) => SetError(_operation, failure);

    /// <summary>Ends the span of the operation.</summary>
    public void Dispose()
    {
        _operation.SetTag("galileoeval.retry.count", Math.Max(0, _tries - 1));
        _operation.Dispose();
    }

    private void SetRequest(Activity activity)
    {
        activity.SetTag("http.request.method", _method);
        activity.SetTag("server.address", _options.BaseUri.IdnHost);
        activity.SetTag("server.port", _options.BaseUri.Port);
    }

    /// <summary>Marks a span as failed, by the kind of error only.</summary>
    internal static void SetError(Activity activity, Exception? failure)
    {
        if (failure is null)
            return;

        // The message of an error may quote the service.
        activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag("error.type", failure switch
        {
            EvalException { Condition: var condition } => condition.ToString(),
            OperationCanceledException => "Canceled",
            ObjectDisposedException => nameof(EvalErrorCondition.NoConnection),
            _ => failure.GetType().Name,
        });
        if (failure is EvalException { StatusCode: { } status })
            activity.SetTag("http.response.status_code", (int)status);
    }
}
