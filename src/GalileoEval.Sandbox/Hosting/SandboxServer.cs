using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Takes requests, lets the router answer them and sends what it says.</summary>
internal sealed class SandboxServer : IDisposable
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpListener _listener;
    private readonly Router _router;
    private readonly TimeSpan _latency;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private long _requestCount;

    /// <summary>Takes over a listener and starts to answer.</summary>
    public SandboxServer(HttpListener listener, Router router, TimeSpan latency, TimeProvider clock)
    {
        (_listener, _router, _latency, _clock) = (listener, router, latency, clock);
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>How many requests were answered.</summary>
    public long RequestCount => Interlocked.Read(ref _requestCount);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken stopped = _stop.Token;
        while (!stopped.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (_listener.IsListening && !stopped.IsCancellationRequested)
                    continue;
                return;
            }

            _ = Task.Run(() => ServeAsync(context, stopped), stopped);
        }
    }

    private async Task ServeAsync(HttpListenerContext context, CancellationToken stopped)
    {
        try
        {
            if (_latency > TimeSpan.Zero)
                await _clock.WaitAsync(_latency, stopped).ConfigureAwait(false);
            Answer answer = await AnswerAsync(context.Request, stopped).ConfigureAwait(false);
            Interlocked.Increment(ref _requestCount);
            await SendAsync(context.Response, answer, stopped).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client went away, or the sandbox is being stopped.
            context.Response.Abort();
        }
    }

    private async Task<Answer> AnswerAsync(HttpListenerRequest request, CancellationToken stopped)
    {
        try
        {
            return await _router.AnswerAsync(request, stopped).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or HttpListenerException or IOException))
        {
            // A fault of the sandbox: the caller sees a 500 as from any service, with the words to report it by.
            return new Answer(500, new JsonObject { ["detail"] = $"Sandbox error: {e.GetType().Name}: {e.Message}", ["error"] = e.Message });
        }
    }

    private static async Task SendAsync(HttpListenerResponse response, Answer answer, CancellationToken stopped)
    {
        response.StatusCode = answer.Status;
        foreach (KeyValuePair<string, string> header in answer.Headers ?? new Dictionary<string, string>())
            response.AddHeader(header.Key, header.Value);
        byte[] body = Encoding.UTF8.GetBytes(answer.Body?.ToJsonString(Writing) ?? "null");
        response.ContentType = "application/json";
        response.ContentLength64 = body.Length;
        using MemoryStream content = new(body);
        await content.CopyToAsync(response.OutputStream, 81920, stopped).ConfigureAwait(false);
        response.Close();
    }
}
