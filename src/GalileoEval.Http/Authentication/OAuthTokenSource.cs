using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Http.Secrets;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Authentication;

/// <summary>Logs in, keeps the access token and renews it, one login at a time (<c>POST v2/login</c>).</summary>
internal sealed class OAuthTokenSource(
    EvalConnectionOptions options, ConnectionAddress address, HttpClient client, ConnectionSecrets secrets, TimeProvider clock)
    : IDisposable
{
    /// <summary>The operation that errors of a login name.</summary>
    public const string LoginOperation = "log in";

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile OAuthToken? _token;
    private volatile EvalException? _refusal;
    private volatile int _logins;

    /// <summary>The token, after a login if there is none or if it ends soon.</summary>
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
            // Whoever waited while a login was refused shares that answer: many tries with a wrong password lock accounts.
            if (_logins != loginsBefore && _refusal is { } refusal)
                throw refusal;
            return await LoginAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets a token that the service refused, unless another one has taken its place.</summary>
    public void Drop(OAuthToken refused)
    {
#pragma warning disable CS0420 // Interlocked gives the field the care that volatile asks for.
        Interlocked.CompareExchange(ref _token, null, refused);
#pragma warning restore CS0420
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private OAuthToken? Usable() =>
        _token is { } token && (token.RenewAt is not { } time || clock.GetUtcNow() < time) ? token : null;

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
        _refusal = null;
        try
        {
            OAuthToken token = OAuthToken.Create(
                await SendAsync(login, cancellationToken).ConfigureAwait(false), clock.GetUtcNow());
            secrets.Learn(token.Value);
            return _token = token;
        }
        catch (EvalException e)
        {
            _refusal = e.IsTransient ? null : e;
            throw;
        }
        finally
        {
            _logins++;
        }
    }

    private FormUrlEncodedContent MakeForm() => new(
        new Dictionary<string, string> { ["username"] = options.UserName!, ["password"] = secrets.Password });

    private async Task<string> SendAsync(EvalRequest login, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = address.MakeMessage(login);
        try
        {
            using HttpResponseMessage response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            using CancellationTokenRegistration end = cancellationToken.Register(response.Dispose);
            if (!response.IsSuccessStatusCode)
                throw Refused(await ErrorAnswer
                    .ReadAsync(options.Service, LoginOperation, response, secrets, clock, cancellationToken)
                    .ConfigureAwait(false));
            return ReadToken(await BodyText.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ConnectionFailure.Explains(e))
        {
            throw ConnectionFailure.Read(options.Service, LoginOperation, message.RequestUri!, e);
        }
    }

    private string ReadToken(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            if (answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("access_token", out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } token
                && token.All(c => c is > ' ' and < '\x7f'))
                return token;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below: the cause could quote the answer, and that is a secret.
        }

        bool isWebPage = body.TrimStart() is ['<', ..];
        string what = isWebPage
            ? "got a web page, not JSON: the address answers with a web page."
            : "got an answer without an access token.";
        throw new EvalException(EvalErrorCondition.InvalidResponse, $"{options.Service}: {LoginOperation} {what}")
        {
            IsWebPage = isWebPage,
            Service = options.Service,
            Operation = LoginOperation,
            RecommendedAction = "Check -BaseUri: something that is not the service's API answered.",
        };
    }

    private static EvalException Refused(EvalException error) =>
        error.Condition is not (EvalErrorCondition.Unauthorized or EvalErrorCondition.BadRequest
            or EvalErrorCondition.ValidationError)
            ? error
            : new EvalException(error.Condition, error.Message)
            {
                Service = error.Service,
                Operation = error.Operation,
                StatusCode = error.StatusCode,
                ServerMessage = error.ServerMessage,
                RetryAfter = error.RetryAfter,
                IsRetriable = error.IsRetriable,
                IsWebPage = error.IsWebPage,
                RecommendedAction = "Check user name and password, and connect again: "
                    + "Connect-EvalService -Service Galileo -Authentication OAuth -Credential (Get-Credential).",
            };
}
