using System.Net;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Faults;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Takes requests, lets the router answer them and sends what it says.</summary>
internal sealed class SandboxServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Router _router;
    private readonly FaultPlan _faults;
    private readonly ConnectionRelay? _relay;
    private readonly TimeSpan _latency;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private long _requestCount;

    /// <summary>Takes over a listener and starts to answer.</summary>
    public SandboxServer(
        HttpListener listener, ConnectionRelay? relay, Router router, FaultPlan faults, TimeSpan latency, TimeProvider clock)
    {
        (_listener, _relay, _router, _faults, _latency, _clock) = (listener, relay, router, faults, latency, clock);
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>How many requests were taken.</summary>
    public long RequestCount => Interlocked.Read(ref _requestCount);

    public void Dispose()
    {
        _stop.Cancel();
        _relay?.Dispose();
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
            Reply reply = await ReplyAsync(context.Request, stopped).ConfigureAwait(false);
            Interlocked.Increment(ref _requestCount);
            if (reply.Ending == ReplyEnding.Reset)
                Reset(context);
            else
                await reply.SendAsync(context.Response, _clock, stopped).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody awaits this task. Most often the client went away or the sandbox is being stopped; whatever it was, a
            // connection that stays open keeps the client waiting.
            context.Response.Abort();
        }
    }

    private void Reset(HttpListenerContext context)
    {
        _relay?.Reset(context.Request.RemoteEndPoint);
        context.Response.Abort();
    }

    private async Task<Reply> ReplyAsync(HttpListenerRequest request, CancellationToken stopped)
    {
        if (_faults.Next() is not { } fault)
            return await AnswerAsync(request, stopped).ConfigureAwait(false);
        return Fault.Instead(fault) ?? Fault.Spoil(fault, await AnswerAsync(request, stopped).ConfigureAwait(false));
    }

    private async Task<Reply> AnswerAsync(HttpListenerRequest request, CancellationToken stopped)
    {
        try
        {
            return (await _router.AnswerAsync(request, stopped).ConfigureAwait(false)).ToReply();
        }
        catch (Exception e) when (e is not (OperationCanceledException or HttpListenerException or IOException))
        {
            // A fault of the sandbox: the caller sees a 500 as from any service, with the words to report it by.
            return new Answer(500, new JsonObject { ["detail"] = $"Sandbox error: {e.GetType().Name}: {e.Message}", ["error"] = e.Message })
                .ToReply();
        }
    }
}
