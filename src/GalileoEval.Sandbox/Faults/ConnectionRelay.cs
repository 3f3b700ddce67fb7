using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Faults;

/// <summary>
/// Stands before the listener where connections are to be reset: passes bytes on, and cuts a connection off when told to. The
/// portable <see cref="HttpListener"/> cannot: it answers 200 when a response is aborted.
/// </summary>
internal sealed class ConnectionRelay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    // By the port from which the listener behind is spoken to, which is how it knows its client.
    private readonly ConcurrentDictionary<int, TcpClient> _clients = new();
    private int _target;

    /// <summary>Takes the port.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <exception cref="EvalException">ConnectionFailed: the port is taken.</exception>
    public ConnectionRelay(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw LoopbackListener.Taken(port, e);
        }

        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts to pass on.</summary>
    /// <param name="target">The port of the listener behind it.</param>
    public void Start(int target)
    {
        _target = target;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Cuts a client off without another byte.</summary>
    /// <param name="peer">The client, as the listener behind sees it.</param>
    public void Reset(IPEndPoint peer)
    {
        if (!_clients.TryGetValue(peer.Port, out TcpClient? client))
            return;
        // The socket itself: the client would say goodbye first.
        client.LingerState = new LingerOption(true, 0);
        client.Client.Close(0);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        foreach (TcpClient client in _clients.Values)
            client.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken stopped = _stop.Token;
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _ = Task.Run(() => PassAsync(client, stopped), CancellationToken.None);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped, or the client went away before it was taken in.
            }
        }
    }

    private async Task PassAsync(TcpClient client, CancellationToken stopped)
    {
        using TcpClient taken = client;
        using TcpClient server = new();
        int port = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target).ConfigureAwait(false);
            port = ((IPEndPoint)server.Client.LocalEndPoint!).Port;
            _clients[port] = client;
            client.NoDelay = server.NoDelay = true;
            NetworkStream near = client.GetStream();
            NetworkStream far = server.GetStream();
            await Task.WhenAny(near.CopyToAsync(far, 81920, stopped), far.CopyToAsync(near, 81920, stopped)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two went away: so does the other.
        }
        finally
        {
            _clients.TryRemove(port, out _);
        }
    }
}
