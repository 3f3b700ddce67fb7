using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>What the clients of all three services share: sending an operation and reading its JSON answer.</summary>
public abstract class EvalServiceClient
{
    private readonly IEvalTransport _transport;

    /// <summary>Makes a client; cheap, so one per command is fine.</summary>
    /// <param name="service">The service it speaks to.</param>
    /// <param name="transport">Carries the requests; stays the caller's.</param>
    /// <param name="observer">Hears what happens on the way; null for nobody.</param>
    private protected EvalServiceClient(EvalService service, IEvalTransport transport, IEvalObserver? observer)
    {
        Service = service;
        _transport = transport;
        Observer = observer;
    }

    /// <summary>The service that this client speaks to.</summary>
    public EvalService Service { get; }

    /// <summary>Hears what happens on the way; null for nobody.</summary>
    private protected IEvalObserver? Observer { get; private set; }

    /// <summary>The same client, for requests that another observer hears.</summary>
    internal static TClient Observed<TClient>(TClient client, IEvalObserver observer)
        where TClient : EvalServiceClient
    {
        TClient copy = (TClient)client.MemberwiseClone();
        copy.Observer = observer;
        return copy;
    }

    /// <summary>Sends an operation and reads its JSON answer from the stream.</summary>
    private protected async Task<T> SendAsync<T>(
        string operation,
        HttpMethod method,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken,
        Func<HttpContent>? content = null,
        EvalRetry retry = EvalRetry.Read,
        int? requestsPerMinute = null)
        where T : class
    {
        EvalRequest request = new()
        {
            Operation = operation,
            Method = method,
            Path = path,
            Content = content,
            Retry = retry,
            RequestsPerMinute = requestsPerMinute,
            Observer = Observer,
        };
        try
        {
            return await _transport.SendAsync(
                request,
                (response, cancellation) => ReadJsonAsync(operation, response, type, cancellation),
                cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException e)
        {
            throw new EvalException(
                EvalErrorCondition.NoConnection, $"{Service}: {operation} got no answer: the connection was disconnected meanwhile.", e)
            {
                Service = Service,
                Operation = operation,
                RecommendedAction = $"Connect again: Connect-EvalService -Service {Service} -ApiKey (Read-Host -AsSecureString).",
            };
        }
    }

    /// <summary>Makes the error for an answer that is JSON but not what the service documents.</summary>
    private protected EvalException InvalidResponse(string operation, string reason, Exception? cause = null) =>
        new(EvalErrorCondition.InvalidResponse, $"{Service}: {operation} got an answer that cannot be read: {reason}", cause)
        {
            Service = Service,
            Operation = operation,
            RecommendedAction = "Check -BaseUri, and look for a newer version of this module.",
        };

    private async Task<T> ReadJsonAsync<T>(
        string operation, EvalResponse response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(response.Body, type, cancellationToken).ConfigureAwait(false)
                ?? throw InvalidResponse(operation, "it is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            string reason = response.MediaType is { } media && !media.Contains("json")
                ? $"it is {media}, not JSON."
                : Text.EvalText.OneLine(e.Message);
            throw InvalidResponse(operation, reason, e);
        }
    }
}
