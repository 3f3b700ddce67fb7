using GalileoEval.Errors;
using GalileoEval.Http.Limits;
using GalileoEval.Transport;
using Polly;
using Polly.Retry;

namespace GalileoEval.Http.Retries;

/// <summary>Builds the pipeline that retries a request.</summary>
internal static class RetryPipeline
{
    /// <summary>The request that a context belongs to.</summary>
    public static readonly ResiliencePropertyKey<EvalRequest> Request = new("GalileoEval.Request");

    // The number of web pages among the responses so far; other faults may occur in between.
    private static readonly ResiliencePropertyKey<int> WebPages = new("GalileoEval.WebPages");

    public static ResiliencePipeline Create(
        EvalConnectionOptions options, RateGate gate, Func<bool> isProven, Func<double> jitter, TimeProvider clock)
    {
        if (options.MaximumRetryCount == 0)
            return ResiliencePipeline.Empty;

        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is EvalException error
                    && RetryRule.Allows(RequestOf(arguments.Context).Retry, error, arguments.AttemptNumber, CountWebPage(arguments.Context, error), isProven())
                    && RetryRule.HasTime(error, TimeLeft(arguments.Context))),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                    RetryRule.Delay(
                        (EvalException)arguments.Outcome.Exception!, arguments.AttemptNumber, jitter(), TimeLeft(arguments.Context))),
                OnRetry = arguments =>
                {
                    EvalException error = (EvalException)arguments.Outcome.Exception!;
                    if (error.Condition == EvalErrorCondition.RateLimited)
                        gate.Pause(arguments.RetryDelay);
                    Announce(options, RequestOf(arguments.Context), error, arguments.AttemptNumber + 1, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    // Returns the number before this response.
    private static int CountWebPage(ResilienceContext context, EvalException error)
    {
        int count = context.Properties.GetValue(WebPages, 0);
        if (error.IsWebPage)
            context.Properties.Set(WebPages, count + 1);
        return count;
    }

    private static EvalRequest RequestOf(ResilienceContext context) => context.Properties.GetValue(Request, null!);

    private static TimeSpan? TimeLeft(ResilienceContext context) => RequestOf(context).TimeLeft?.Invoke();

    private static void Announce(
        EvalConnectionOptions options, EvalRequest request, EvalException error, int retry, TimeSpan delay)
    {
        if (request.Observer is not { } observer)
            return;

        FormattableString text = $"{options.Service}: {request.Operation}: retry {retry} of {options.MaximumRetryCount} in {delay.TotalSeconds:0.0} s after {RetryRule.Reason(error)}";
        string line = FormattableString.Invariant(text);
        observer.Verbose(line);
        if (delay > RateGate.NoticeableDelay)
            observer.Warning(line);
    }
}

/// <summary>Thread-safe random numbers. On .NET Framework, Random is not thread-safe.</summary>
internal static class Chance
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Source = new();

    public static double Next()
    {
        lock (Source)
            return Source.NextDouble();
    }
#endif
}
