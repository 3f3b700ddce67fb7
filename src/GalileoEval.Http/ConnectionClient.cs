using GalileoEval.Http.Authentication;
using GalileoEval.Http.Secrets;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace GalileoEval.Http;

/// <summary>The HTTP client of one connection. The process has one composition root with two named clients: their
/// handlers are created once, and get the connection from each message. A named client per connection would require a
/// container per connection, because a factory never releases a name.</summary>
internal sealed class ConnectionClient : IDisposable
{
    private const string Operations = "operations";
    private const string Login = "login";

    private static readonly Lazy<IHttpClientFactory> Factory = new(Compose);
    private static readonly string UserAgent = "GalileoEval/" + typeof(ConnectionClient).Assembly.GetName().Version!.ToString(3);

    private readonly OAuthTokenSource? _tokens;

    /// <summary>Creates the client; nothing is sent.</summary>
    /// <param name="options">The options.</param>
    /// <param name="primary">Opens connections; disposed of with this object.</param>
    /// <param name="secrets">The secrets of the connection.</param>
    /// <param name="clock">The clock.</param>
    public ConnectionClient(EvalConnectionOptions options, HttpMessageHandler primary, ConnectionSecrets secrets, TimeProvider clock)
    {
        Connection = new WireConnection(options, primary, secrets, clock);
        if (options.Authentication == EvalAuthentication.OAuth)
            _tokens = new OAuthTokenSource(Connection, Create(Login, options));
        Connection.Authenticate = _tokens is null
            ? AuthenticationHandler.WithSecrets(options, secrets)
            : new OAuthAuthenticator(_tokens).SendAsync;
        Client = Create(Operations, options);
    }

    /// <summary>Creates messages.</summary>
    public WireConnection Connection { get; }

    /// <summary>Sends the messages of operations.</summary>
    public HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _tokens?.Dispose();
        Connection.Dispose();
    }

    private static IHttpClientFactory Compose()
    {
        ServiceCollection services = new();
        Add(services, Login)
            .AddHttpMessageHandler(static () => new TraceHandler());
        Add(services, Operations)
            .AddHttpMessageHandler(static () => new AuthenticationHandler())
            .AddHttpMessageHandler(static () => new TraceHandler());
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    // A chain has no state and no sockets, so it never has to be renewed. The transport applies the timeout, because it
    // includes the body.
    private static IHttpClientBuilder Add(ServiceCollection services, string name) =>
        services.AddHttpClient(name)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(static client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
                client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new NetworkHandler())
            .AddHttpMessageHandler(static () => new RedirectHandler());

    private static HttpClient Create(string name, EvalConnectionOptions options)
    {
        HttpClient client = Factory.Value.CreateClient(name);
        foreach (KeyValuePair<string, string> header in options.Headers)
        {
            client.DefaultRequestHeaders.Remove(header.Key);
            client.DefaultRequestHeaders.TryAddWithoutValidation(header.Key, header.Value);
        }

        return client;
    }
}
