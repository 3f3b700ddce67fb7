using System.Net;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Faults;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Server;

/// <summary>Receives requests, dispatches them with the router and sends the responses.</summary>
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

    /// <summary>Takes ownership of a listener and starts to process requests.</summary>
    public SandboxServer(
        HttpListener listener, ConnectionRelay? relay, Router router, FaultPlan faults, TimeSpan latency, TimeProvider clock)
    {
        (_listener, _relay, _router, _faults, _latency, _clock) = (listener, relay, router, faults, latency, clock);
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The number of requests received.</summary>
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
            // This task is not awaited. Usually the client has disconnected or the sandbox is being stopped. Close the connection
            // in any case, so that the client does not wait.
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
            return await RespondAsync(request, stopped).ConfigureAwait(false);
        return Fault.Replacement(fault) ?? Fault.Apply(fault, await RespondAsync(request, stopped).ConfigureAwait(false));
    }

    private async Task<Reply> RespondAsync(HttpListenerRequest request, CancellationToken stopped)
    {
        try
        {
            return (await _router.RespondAsync(request, stopped).ConfigureAwait(false)).ToReply();
        }
        catch (Exception e) when (e is not (OperationCanceledException or HttpListenerException or IOException))
        {
            // A bug in the sandbox: the caller receives a 500, with a message for the bug report.
            return new JsonResponse(500, new JsonObject { ["detail"] = $"Sandbox error: {e.GetType().Name}: {e.Message}", ["error"] = e.Message })
                .ToReply();
        }
    }
}
