using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Faults;

/// <summary>
/// Relays connections to the listener, so that the sandbox can reset them. The portable <see cref="HttpListener"/> cannot
/// reset a connection: it sends status 200 when a response is aborted.
/// </summary>
internal sealed class ConnectionRelay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    // Keyed by the local port of the connection to the listener, which the listener sees as the client's port.
    private readonly ConcurrentDictionary<int, TcpClient> _clients = new();
    private int _target;

    /// <summary>Binds the port.</summary>
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

    /// <summary>The port on which the relay listens.</summary>
    public int Port { get; }

    /// <summary>Starts to relay.</summary>
    /// <param name="target">The port of the listener.</param>
    public void Start(int target)
    {
        _target = target;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Resets the connection of a client.</summary>
    /// <param name="peer">The client, as the listener sees it.</param>
    public void Reset(IPEndPoint peer)
    {
        if (!_clients.TryGetValue(peer.Port, out TcpClient? client))
            return;
        // Closes the socket directly: TcpClient would first shut the connection down gracefully.
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
                // The relay was stopped, or the client disconnected before it was accepted.
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
            // One side has disconnected, so the other one is closed too.
        }
        finally
        {
            _clients.TryRemove(port, out _);
        }
    }
}
