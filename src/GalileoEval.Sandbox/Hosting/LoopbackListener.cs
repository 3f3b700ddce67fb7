using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Opens an HTTP listener that only this machine reaches.</summary>
internal static class LoopbackListener
{
    private const int Tries = 20;

    /// <summary>Opens a listener.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <returns>The listener and its port.</returns>
    /// <exception cref="EvalException">ConnectionFailed: the port is taken.</exception>
    public static (HttpListener Listener, int Port) Open(int port)
    {
        for (int left = port == 0 ? Tries : 1; ; left--)
        {
            int candidate = port == 0 ? FreePort() : port;
            try
            {
                return (Open(candidate, "localhost", "127.0.0.1"), candidate);
            }
            catch (HttpListenerException)
            {
                try
                {
                    // Windows lets a user who is no administrator have localhost only.
                    return (Open(candidate, "localhost"), candidate);
                }
                catch (HttpListenerException e)
                {
                    // Somebody may have taken a free port between the look and the use of it.
                    if (left == 1)
                        throw Taken(candidate, e);
                }
            }
        }
    }

    /// <summary>Makes the error for a port that cannot be had.</summary>
    public static EvalException Taken(int port, Exception cause) =>
        new(EvalErrorCondition.ConnectionFailed, $"Port {port} cannot be opened: {cause.Message}", cause)
        {
            RecommendedAction = "Name another port, or none to take any free one.",
        };

    private static HttpListener Open(int port, params string[] hosts)
    {
        HttpListener listener = new() { IgnoreWriteExceptions = true };
        try
        {
            foreach (string host in hosts)
                listener.Prefixes.Add($"http://{host}:{port}/");
            listener.Start();
            return listener;
        }
        catch (Exception e)
        {
            listener.Close();
            // The portable listener lets the socket's own exception through.
            throw e is SocketException socket ? new HttpListenerException(socket.ErrorCode, socket.Message) : e;
        }
    }

    private static int FreePort()
    {
        TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
