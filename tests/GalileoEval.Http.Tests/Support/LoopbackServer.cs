using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GalileoEval.Http.Tests.Support;

/// <summary>A real socket that responds to each request with the next bytes, and can close the connection afterwards.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, (byte[] Response, bool Close)> _response;
    private readonly X509Certificate2? _certificate;
    private readonly List<string> _requests = [];

    public LoopbackServer(Func<int, (byte[] Response, bool Close)> response, X509Certificate2? certificate = null)
    {
        _response = response;
        _certificate = certificate;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A port without a listener.</summary>
    public static int FreePort()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
            return client.GetStream();
        SslStream stream = new(client.GetStream());
        await stream.AuthenticateAsServerAsync(_certificate);
        return stream;
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using Stream stream = await OpenAsync(client);
            StringBuilder received = new();
            byte[] buffer = new byte[4096];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                received.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (!received.ToString().Contains("\r\n\r\n"))
                    continue;

                int number;
                lock (_requests)
                {
                    number = _requests.Count;
                    _requests.Add(received.ToString());
                }

                received.Clear();
                (byte[] response, bool close) = _response(number);
                await stream.WriteAsync(response);
                if (close)
                    return;
            }
        }
    }
}
