using System.Security;
using System.Text;
using GalileoEval.Http.Limits;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests.Support;

/// <summary>One connection under test.</summary>
internal sealed class Connection : IDisposable
{
    public const string Key = "canary-key-1f0c";
    public const string Password = "canary-pässword-77ab";
    public const string HeaderValue = "canary-gateway-9d";

    private readonly IEvalTransport _transport;

    public Connection(
        HttpMessageHandler? wire, EvalConnectionOptions? options = null, RateLimits? limits = null, double jitter = 1)
    {
        HttpTransportSettings settings = wire is null
            ? new HttpTransportSettings { Jitter = () => jitter, Limits = limits ?? new RateLimits() }
            : new HttpTransportSettings
            {
                PrimaryHandler = _ => wire,
                Jitter = () => jitter,
                Limits = limits ?? new RateLimits(),
            };
        _transport = new HttpTransportFactory(settings).Create(options ?? Options(), Clock);
    }

    public ManualClock Clock { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
            secure.AppendChar(c);
        return secure;
    }

    /// <summary>The defaults: Scale with a Bearer key, five retries and no timeout.</summary>
    public static EvalConnectionOptions Options(
        EvalService service = EvalService.Scale,
        EvalAuthentication authentication = EvalAuthentication.Bearer,
        string address = "https://api.test/",
        int retries = 5,
        TimeSpan? timeout = null,
        int? perMinute = null,
        string key = Key,
        Dictionary<string, string>? headers = null,
        bool allowUnencrypted = false,
        long maximumResponseLength = 1 << 20,
        string userName = "user@test",
        Uri? proxy = null) => new()
        {
            Service = service,
            Authentication = authentication,
            BaseUri = new Uri(address),
            ApiKey = Secure(key),
            UserName = userName,
            Password = Secure(Password),
            MaximumRetryCount = retries,
            Timeout = timeout ?? Timeout.InfiniteTimeSpan,
            MaximumRequestsPerMinute = perMinute,
            Headers = headers ?? [],
            AllowUnencryptedAuthentication = allowUnencrypted,
            MaximumResponseLength = maximumResponseLength,
            Proxy = proxy,
        };

    public static EvalConnectionOptions OAuth(int retries = 5) =>
        Options(EvalService.Galileo, EvalAuthentication.OAuth, retries: retries);

    public Task<string> GetAsync(string path = "v2/task", CancellationToken cancellationToken = default, int? perMinute = null) =>
        SendAsync(new EvalRequest { Operation = "get task", Path = path, Observer = Observer, RequestsPerMinute = perMinute }, cancellationToken);

    public Task<string> StartAsync(CancellationToken cancellationToken = default, Func<HttpContent>? content = null) =>
        SendAsync(
            new EvalRequest
            {
                Operation = "start task",
                Method = HttpMethod.Post,
                Path = "v2/start",
                Retry = EvalRetry.Start,
                Content = content,
                Observer = Observer,
            },
            cancellationToken);

    public Task<string> SendAsync(EvalRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(request, ReadAsync, cancellationToken);

    public Task<T> SendAsync<T>(EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read) =>
        _transport.SendAsync(request, read, CancellationToken.None);

    public Task<ScaleTask> GetTaskAsync() =>
        new ScaleClient(_transport).GetTaskAsync("7", expand: null, options: null, CancellationToken.None);

    public void Dispose() => _transport.Dispose();

    private static async Task<string> ReadAsync(EvalResponse response, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(response.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
