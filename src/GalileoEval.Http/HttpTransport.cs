using System.Diagnostics;
using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Http.Limits;
using GalileoEval.Http.Retries;
using GalileoEval.Http.Secrets;
using GalileoEval.Http.Telemetry;
using GalileoEval.Http.Wire;
using GalileoEval.Text;
using GalileoEval.Transport;
using Polly;

namespace GalileoEval.Http;

/// <summary>Carries the requests of one connection over HTTP.</summary>
internal sealed class HttpTransport : IEvalTransport
{
    private readonly EvalConnectionOptions _options;
    private readonly TimeProvider _clock;
    private readonly ConnectionSecrets _secrets;
    private readonly ConnectionClient _client;
    private readonly RateGate _gate;
    private readonly ResiliencePipeline _retries;
    private readonly CancellationTokenSource _lifetime = new();
    private volatile bool _isProven;
    private int _disposed;

    /// <summary>Creates a transport from validated options.</summary>
    public HttpTransport(EvalConnectionOptions options, HttpTransportSettings settings, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _secrets = new ConnectionSecrets(options);
        _client = new ConnectionClient(options, settings.PrimaryHandler(options), _secrets, clock);
        _gate = new RateGate(settings.Limits, _secrets.Identity(), options, clock);
        _retries = RetryPipeline.Create(options, _gate, () => _isProven, settings.Jitter, clock);
    }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // After Dispose, reading the lifetime token throws ObjectDisposedException, as documented.
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        ResilienceContext context = ResilienceContextPool.Shared.Get(either.Token);
        context.Properties.Set(RetryPipeline.Request, request);
        using OperationTrace? trace = OperationTrace.Start(_options, request);
        try
        {
            return await _retries
                .ExecuteAsync(
                    static (context, tries) =>
                        tries.Transport.TryAsync(tries.Request, tries.Read, tries.Trace, context.CancellationToken),
                    context,
                    (Transport: this, Request: request, Read: read, Trace: trace))
                .ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The caller has canceled, so any other failure no longer matters.
            OperationCanceledException canceled = new(cancellationToken);
            trace?.Fail(canceled);
            throw canceled;
        }
        catch (Exception) when (_disposed != 0)
        {
            ObjectDisposedException disposed = new(nameof(HttpTransport));
            trace?.Fail(disposed);
            throw disposed;
        }
        catch (EvalException e)
        {
            trace?.Fail(e);
            EvalException safe = ScrubbedError.Of(e, _secrets);
            if (ReferenceEquals(safe, e))
                throw;
            throw safe;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _lifetime.Cancel();
        _client.Dispose();
        _secrets.Dispose();
        _lifetime.Dispose();
    }

    private async ValueTask<T> TryAsync<T>(
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        OperationTrace? trace,
        CancellationToken cancellationToken)
    {
        trace?.EndDelay();
        await WaitForLimitAsync(request, trace, cancellationToken).ConfigureAwait(false);
        Activity? attempt = trace?.StartTry();
        try
        {
            T result = await SendOnceAsync(request, read, attempt, cancellationToken).ConfigureAwait(false);
            trace?.EndTry(attempt, failure: null);
            return result;
        }
        catch (Exception e) when (trace is not null)
        {
            trace.EndTry(attempt, e);
            throw;
        }
    }

    private async ValueTask<T> SendOnceAsync<T>(
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        Activity? attempt,
        CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = _client.Connection.MakeMessage(request);
        using CancellationTokenSource timeout = _clock.CancelAfter(_options.Timeout);
        if (request.Sent is { } sent && message.Content is { } body)
        {
            UploadContent upload = new(body, count =>
            {
                Restart(timeout);
                sent.Report(count);
            });
            message.Content = upload;
            message.Headers.ExpectContinue = upload.IsLong;
        }

        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await ExchangeAsync(message, request, read, timeout, attempt, either.Token).ConfigureAwait(false);
        }
        catch (EvalException e) when (e.StatusCode is not null)
        {
            if (e is { Condition: EvalErrorCondition.RateLimited, RetryAfter: { } wait })
                _gate.Pause(wait);
            throw;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (timeout.IsCancellationRequested)
                throw TimedOut(request, e);
            if (!ConnectionFailure.Explains(e))
                throw;
            throw ConnectionFailure.Read(_options.Service, request.Operation, message.RequestUri!, e);
        }
    }

    private async ValueTask WaitForLimitAsync(EvalRequest request, OperationTrace? trace, CancellationToken cancellationToken)
    {
        ValueTask wait = _gate.WaitAsync(request, cancellationToken);
        if (trace is null || wait.IsCompleted)
        {
            await wait.ConfigureAwait(false);
            return;
        }

        DateTimeOffset start = DateTimeOffset.UtcNow;
        await wait.ConfigureAwait(false);
        trace.AddWait("rate limit", start);
    }

    // The timeout of an upload limits the time without progress, because its duration depends on the network.
    private void Restart(CancellationTokenSource timeout)
    {
        try
        {
            timeout.CancelAfter(_options.Timeout);
        }
        catch (ObjectDisposedException)
        {
            // The attempt has failed, while its body was still being sent.
        }
    }

    private async Task<T> ExchangeAsync<T>(
        HttpRequestMessage message,
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        CancellationTokenSource timeout,
        Activity? attempt,
        CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _client.Client
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        attempt?.SetTag("http.response.status_code", (int)response.StatusCode);
        // A reader that ignores the token, and the streams of .NET Framework, stop when the response is disposed of.
        using CancellationTokenRegistration end = cancellationToken.Register(response.Dispose);
        if (!response.IsSuccessStatusCode)
        {
            throw await ErrorResponse
                .ReadAsync(_client.Connection, request.Operation, response, cancellationToken)
                .ConfigureAwait(false);
        }

        Stream body = await response.Content.OpenAsync(cancellationToken).ConfigureAwait(false);
        using LimitedStream limited = request.IsStreamed
            ? new(body, long.MaxValue, _options.Service, request.Operation, () => timeout.CancelAfter(_options.Timeout))
            : new(body, _options.MaximumResponseLength, _options.Service, request.Operation);
        EvalResponse content = new()
        {
            Body = limited,
            MediaType = response.Content.Headers.ContentType?.MediaType is { } media
                ? EvalText.OneLine(_secrets.Scrub(media), 100)
                : null,
            Tag = response.Headers.ETag?.ToString(),
            Scrub = _secrets.Scrub,
        };
        T result = await read(content, cancellationToken).ConfigureAwait(false);
        _isProven = true;
        return result;
    }

    private EvalException TimedOut(EvalRequest request, Exception cause)
    {
        string seconds = _options.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return new EvalException(
            EvalErrorCondition.Timeout,
            $"{_options.Service}: {request.Operation} did not receive a complete response within {seconds} seconds.", cause)
        {
            Service = _options.Service,
            Operation = request.Operation,
            RecommendedAction = "Try again later, or connect with a longer -TimeoutSec.",
        };
    }
}
