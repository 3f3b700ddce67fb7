using GalileoEval.Http.Authentication;
using GalileoEval.Http.Secrets;
using GalileoEval.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace GalileoEval.Http.Wire;

/// <summary>Builds the handler chains of one connection: redirects, authentication, trace, primary handler.</summary>
internal sealed class ClientFactory : IDisposable
{
    private const string Operations = "operations";
    private const string Login = "login";

    private readonly HttpMessageHandler _primary;
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _clients;
    private readonly OAuthTokenSource? _tokens;

    public ClientFactory(
        EvalConnectionOptions options,
        ConnectionAddress address,
        HttpMessageHandler primary,
        ConnectionSecrets secrets,
        TimeProvider clock)
    {
        _primary = primary;
        ServiceCollection services = new();
        Add(services, Login, []);
        Add(services, Operations, [Authentication]);
        _services = services.BuildServiceProvider();
        _clients = _services.GetRequiredService<IHttpClientFactory>();
        if (options.Authentication == EvalAuthentication.OAuth)
            _tokens = new OAuthTokenSource(options, address, _clients.CreateClient(Login), secrets, clock);
        Client = _clients.CreateClient(Operations);

        void Add(ServiceCollection target, string name, Func<DelegatingHandler>[] middle)
        {
            IHttpClientBuilder builder = target.AddHttpClient(name)
                .RemoveAllLoggers()
                // The primary handler renews its connections itself, and is disposed of here.
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => primary)
                .ConfigureHttpClient(client => Prepare(client, options))
                .AddHttpMessageHandler(() => new RedirectHandler(options.Service));
            foreach (Func<DelegatingHandler> make in middle)
                builder.AddHttpMessageHandler(make);
            builder.AddHttpMessageHandler(() => new TraceHandler(secrets, options, clock));
        }

        DelegatingHandler Authentication() => options.Authentication switch
        {
            EvalAuthentication.ApiKey => new ApiKeyHandler(ApiKeyHandler.GalileoHeader, secrets),
            EvalAuthentication.SplunkToken => new ApiKeyHandler(ApiKeyHandler.SplunkHeader, secrets),
            EvalAuthentication.Basic => new BasicHandler(secrets),
            EvalAuthentication.Bearer => new BearerHandler(secrets),
            _ => new OAuthHandler(_tokens!),
        };
    }

    /// <summary>Creates the client for the operations.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _services.Dispose();
        _tokens?.Dispose();
        // The library's factory leaves handlers to the garbage collector, but connections should close now.
        _primary.Dispose();
    }

    private static void Prepare(HttpClient client, EvalConnectionOptions options)
    {
        // The transport implements the timeout, because it includes the body.
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent.Value);
        foreach (KeyValuePair<string, string> header in options.Headers)
        {
            client.DefaultRequestHeaders.Remove(header.Key);
            client.DefaultRequestHeaders.TryAddWithoutValidation(header.Key, header.Value);
        }
    }
}
