using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Errors;
using GalileoEval.Text;

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
    private protected Task<T> SendAsync<T>(
        string operation, HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(operation, method, path, type, static answer => answer, cancellationToken);

    /// <summary>Sends an operation, reads its JSON answer from the stream, and makes of it what the operation gives.</summary>
    /// <remarks><paramref name="understand"/> refuses with a <see cref="JsonException"/> an answer that lacks what every such
    /// answer has, so that the words of the service in it, if it is an error after all, become part of the error.</remarks>
    private protected async Task<TModel> SendAsync<TAnswer, TModel>(
        string operation,
        HttpMethod method,
        string path,
        JsonTypeInfo<TAnswer> type,
        Func<TAnswer, TModel> understand,
        CancellationToken cancellationToken,
        Func<HttpContent>? content = null,
        EvalRetry retry = EvalRetry.Read,
        int? requestsPerMinute = null)
        where TAnswer : class
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
            TimeLeft = Observer is IDeadline wait ? () => wait.TimeLeft : null,
        };
        try
        {
            return await _transport.SendAsync(
                request,
                (response, cancellation) => ReadAsync(operation, response, type, understand, cancellation),
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
    private protected EvalException InvalidResponse(
        string operation, string reason, Exception? cause = null, ErrorWords? said = null)
    {
        string words = said?.Message is { } message ? $" The service says: {message}" : "";
        return new EvalException(
            EvalErrorCondition.InvalidResponse, $"{Service}: {operation} got an answer that cannot be read: {reason}{words}", cause)
        {
            Service = Service,
            Operation = operation,
            ServerMessage = said?.Message,
            IsRetriable = said?.IsRetriable,
            RecommendedAction = said?.Action ?? "Check -BaseUri, and look for a newer version of this module.",
        };
    }

    /// <summary>Makes sure that a response is about what was requested.</summary>
    /// <param name="operation">The operation in the field's words.</param>
    /// <param name="name">What the ID is called, such as <c>task_id</c>.</param>
    /// <param name="requested">The ID that was requested.</param>
    /// <param name="received">The ID in the response; null when it has none.</param>
    /// <exception cref="EvalException">InvalidResponse: the IDs differ.</exception>
    private protected void CheckId(string operation, string name, string requested, string? received)
    {
        if (received is null || string.Equals(requested, received, StringComparison.OrdinalIgnoreCase))
            return;

        throw new EvalException(
            EvalErrorCondition.InvalidResponse,
            $"{Service}: {operation} got a response about another {name}: '{EvalText.Id(requested)}' was requested, "
            + $"'{EvalText.Id(received)}' was received.")
        {
            Service = Service,
            Operation = operation,
            // What mixes up IDs does so again.
            IsRetriable = false,
            RecommendedAction = "Check -BaseUri and -Proxy: a cache or a gateway may send the response to another request.",
        };
    }

    /// <summary>As <see cref="CheckId(string, string, string, string)"/>, for IDs that are numbers.</summary>
    private protected void CheckId(string operation, string name, long requested, long? received) =>
        CheckId(operation, name, InvariantText(requested), received is { } number ? InvariantText(number) : null);

    private static string InvariantText(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an exception tells of an answer: not JSON, of another shape, or with text or numbers that have no
    /// value in .NET, such as bytes that are no UTF-8.</summary>
    private protected static bool IsOfTheAnswer(Exception e) =>
        e is JsonException or NotSupportedException or FormatException or InvalidOperationException;

    private async Task<TModel> ReadAsync<TAnswer, TModel>(
        string operation,
        EvalResponse response,
        JsonTypeInfo<TAnswer> type,
        Func<TAnswer, TModel> understand,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        using AnswerBody body = new(response.Body);
        try
        {
            TAnswer? answer = await body.ReadBeginningAsync(cancellationToken).ConfigureAwait(false)
                ? JsonSerializer.Deserialize(body.Beginning, type)
                : await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false);
            return understand(answer ?? throw new JsonException("it is null."));
        }
        catch (Exception e) when (IsOfTheAnswer(e))
        {
            string words = response.Scrub(body.ReadWords());
            if (WebPage.Is(response.MediaType, words))
                throw IsWebPage(operation, response.MediaType, words, e);

            throw response.MediaType is { } media && !media.Contains("json")
                ? InvalidResponse(operation, $"it is {media}, not JSON.", e)
                : InvalidResponse(
                    operation,
                    EvalText.OneLine(response.Scrub(e.Message)),
                    e,
                    EvalErrorReader.Find(words));
        }
    }

    private EvalException IsWebPage(string operation, string? mediaType, string body, Exception cause)
    {
        string what = mediaType is null || mediaType.Contains("json") ? "a web page" : $"a web page of type {mediaType}";
        return new EvalException(
            EvalErrorCondition.InvalidResponse,
            $"{Service}: {operation} received {what}{WebPage.Title(body)} instead of JSON.", cause)
        {
            Service = Service,
            Operation = operation,
            IsWebPage = true,
            RecommendedAction = WebPage.Action,
        };
    }
}
