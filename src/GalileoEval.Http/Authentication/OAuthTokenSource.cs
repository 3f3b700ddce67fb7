using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Authentication;

/// <summary>Logs in, caches the access token and renews it. Only one login runs at a time
/// (<c>POST v2/login</c>).</summary>
internal sealed class OAuthTokenSource(WireConnection connection, HttpClient client) : IDisposable
{
    /// <summary>The operation named in the errors of a login.</summary>
    public const string LoginOperation = "log in";

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile OAuthToken? _token;
    private volatile EvalException? _rejection;
    private volatile int _logins;

    /// <summary>Returns the token. Logs in first if there is no token or if it expires soon.</summary>
    /// <exception cref="EvalException">The login failed.</exception>
    public async ValueTask<OAuthToken> GetAsync(EvalRequest request, CancellationToken cancellationToken)
    {
        if (Usable() is { } present)
            return present;

        int loginsBefore = _logins;
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Usable() is { } fresh)
                return fresh;
            // Requests that waited for a failed login share its error: repeated logins with a wrong password lock
            // accounts.
            if (_logins != loginsBefore && _rejection is { } rejection)
                throw rejection;
            return await LoginAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Discards a token that the service rejected, unless it has been replaced already.</summary>
    public void Drop(OAuthToken rejected)
    {
#pragma warning disable CS0420 // Interlocked provides the ordering that volatile requires.
        Interlocked.CompareExchange(ref _token, null, rejected);
#pragma warning restore CS0420
    }

    public void Dispose() => _one.Dispose();

    private OAuthToken? Usable() =>
        _token is { } token && (token.RenewAt is not { } time || connection.Clock.GetUtcNow() < time) ? token : null;

    private async Task<OAuthToken> LoginAsync(EvalRequest cause, CancellationToken cancellationToken)
    {
        EvalRequest login = new()
        {
            Operation = LoginOperation,
            Method = HttpMethod.Post,
            Path = "v2/login",
            Content = MakeForm,
            Observer = cause.Observer,
        };
        _rejection = null;
        try
        {
            OAuthToken token = OAuthToken.Create(
                await SendAsync(login, cancellationToken).ConfigureAwait(false), connection.Clock.GetUtcNow());
            connection.Secrets.Learn(token.Value);
            return _token = token;
        }
        catch (EvalException e)
        {
            _rejection = e.IsTransient ? null : e;
            throw;
        }
        finally
        {
            _logins++;
        }
    }

    private FormUrlEncodedContent MakeForm() => new(
        new Dictionary<string, string> { ["username"] = connection.Options.UserName!, ["password"] = connection.Secrets.Password });

    private async Task<string> SendAsync(EvalRequest login, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = connection.MakeMessage(login);
        try
        {
            using HttpResponseMessage response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            using CancellationTokenRegistration end = cancellationToken.Register(response.Dispose);
            if (!response.IsSuccessStatusCode)
                throw LoginError(await ErrorResponse
                    .ReadAsync(connection, LoginOperation, response, cancellationToken)
                    .ConfigureAwait(false));
            return ReadToken(await BodyText.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ConnectionFailure.Explains(e))
        {
            throw ConnectionFailure.Read(connection.Options.Service, LoginOperation, message.RequestUri!, e);
        }
    }

    private string ReadToken(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("access_token", out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } token
                && token.All(c => c is > ' ' and < '\x7f'))
                return token;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Reported below without the cause, which could quote the response and the secret in it.
        }

        bool isWebPage = body.TrimStart() is ['<', ..];
        string what = isWebPage
            ? "received a web page instead of JSON."
            : "received a response without an access token.";
        throw new EvalException(EvalErrorCondition.InvalidResponse, $"{connection.Options.Service}: {LoginOperation} {what}")
        {
            IsWebPage = isWebPage,
            Service = connection.Options.Service,
            Operation = LoginOperation,
            RecommendedAction = "Check -BaseUri: the response does not come from the service's API.",
        };
    }

    private static EvalException LoginError(EvalException error) =>
        error.Condition is not (EvalErrorCondition.Unauthorized or EvalErrorCondition.BadRequest
            or EvalErrorCondition.ValidationError)
            ? error
            : error.WithAction("Check the user name and password, and connect again.", EvalNextStep.LogIn);
}
