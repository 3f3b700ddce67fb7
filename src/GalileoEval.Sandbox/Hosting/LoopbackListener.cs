using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Opens an HTTP listener on the loopback interface.</summary>
internal static class LoopbackListener
{
    private const int Tries = 20;

    /// <summary>Opens a listener.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
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
                    // On Windows, users without administrator rights can only listen on localhost.
                    return (Open(candidate, "localhost"), candidate);
                }
                catch (HttpListenerException e)
                {
                    // Another process may have taken the port after it was found to be free.
                    if (left == 1)
                        throw Taken(candidate, e);
                }
            }
        }
    }

    /// <summary>Creates the error for a port that is not available.</summary>
    public static EvalException Taken(int port, Exception cause) =>
        new(EvalErrorCondition.ConnectionFailed, $"Port {port} cannot be opened: {cause.Message}", cause)
        {
            RecommendedAction = "Specify another port, or none to use any free port.",
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
            // The portable listener throws the exception of the socket.
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
