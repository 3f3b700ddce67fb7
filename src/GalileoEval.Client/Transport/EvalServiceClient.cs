using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Transport;

/// <summary>The base of the clients for all three services: sends an operation and reads its JSON response. Clients are
/// cheap: one per command is fine.</summary>
public abstract class EvalServiceClient
{
    private readonly IEvalTransport _transport;

    /// <summary>Creates a client.</summary>
    /// <param name="service">The service of the client.</param>
    /// <param name="transport">Carries the requests; the caller disposes of it.</param>
    /// <param name="observer">Receives the progress of requests; null for none.</param>
    private protected EvalServiceClient(EvalService service, IEvalTransport transport, IEvalObserver? observer)
    {
        Service = service;
        _transport = transport;
        Observer = observer;
    }

    /// <summary>The service of this client.</summary>
    public EvalService Service { get; }

    /// <summary>Receives the progress of requests; null for none.</summary>
    private protected IEvalObserver? Observer { get; private set; }

    /// <summary>Returns the same client with another observer.</summary>
    internal static TClient Observed<TClient>(TClient client, IEvalObserver observer)
        where TClient : EvalServiceClient
    {
        TClient copy = (TClient)client.MemberwiseClone();
        copy.Observer = observer;
        return copy;
    }

    /// <summary>Starts the path of an operation.</summary>
    /// <param name="operation">The name of the operation, for messages.</param>
    /// <param name="path">The fixed beginning of the path.</param>
    private protected RequestPath Path(string operation, string path) => new(Service, operation, path);

    /// <summary>Sends an operation and reads its JSON response from the stream.</summary>
    private protected Task<T> SendAsync<T>(
        string operation, HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(operation, method, path, type, static value => value, cancellationToken);

    /// <summary>Sends an operation, reads its JSON response from the stream, and converts it to the result.</summary>
    /// <remarks><paramref name="convert"/> throws a <see cref="JsonException"/> if a required member is missing. If the
    /// response is an error after all, its message then becomes part of the exception. <paramref name="ifReceived"/>
    /// says how to find out whether a request with a lost response took effect; it becomes part of the recommended
    /// action.</remarks>
    private protected async Task<TModel> SendAsync<TResponse, TModel>(
        string operation,
        HttpMethod method,
        string path,
        JsonTypeInfo<TResponse> type,
        Func<TResponse, TModel> convert,
        CancellationToken cancellationToken,
        Func<HttpContent>? content = null,
        EvalRetry retry = EvalRetry.Read,
        int? requestsPerMinute = null,
        string? ifReceived = null,
        IProgress<long>? sent = null)
        where TResponse : class =>
        await SendAsync(
            new EvalRequest
            {
                Operation = operation,
                Method = method,
                Path = path,
                Content = content,
                Sent = sent,
                Retry = retry,
                RequestsPerMinute = requestsPerMinute,
                Observer = Observer,
                TimeLeft = Observer is IDeadline wait ? () => wait.TimeLeft : null,
            },
            (response, cancellation) => ReadAsync(operation, response, type, convert, cancellation),
            cancellationToken,
            ifReceived).ConfigureAwait(false);

    /// <summary>Sends a request, for an operation whose response is not JSON, or not only its body.</summary>
    private protected async Task<T> SendAsync<T>(
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        string? ifReceived = null)
    {
        try
        {
            return await _transport.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (EvalException e) when (ifReceived is not null && LostResponse.IsPossible(e))
        {
            throw LostResponse.With(e, ifReceived);
        }
        catch (ObjectDisposedException e)
        {
            throw new EvalException(
                EvalErrorCondition.NoConnection,
                $"{Service}: {request.Operation} received no response: the connection was disconnected in the meantime.",
                e)
            {
                Service = Service,
                Operation = request.Operation,
                RecommendedAction = "Connect again.",
                NextStep = EvalNextStep.Connect,
            };
        }
    }

    /// <summary>Sends a request whose response content is irrelevant. A web page instead of a response is
    /// rejected.</summary>
    private protected Task SendAsync(EvalRequest request, CancellationToken cancellationToken, string? ifReceived = null) =>
        SendAsync(
            request,
            async (response, cancellation) =>
            {
                using ResponseBody body = new(response.Body);
                _ = await body.ReadBeginningAsync(cancellation).ConfigureAwait(false);
                string words = response.Scrub(body.ReadWords());
                return WebPage.Is(response.MediaType, words) ? throw IsWebPage(request.Operation, response.MediaType, words) : true;
            },
            cancellationToken,
            ifReceived);

    /// <summary>Creates the error for a response that is JSON but not what the service documents.</summary>
    private protected EvalException InvalidResponse(
        string operation, string reason, Exception? cause = null, ErrorWords? said = null)
    {
        string words = said?.Message is { } message ? $" The service says: {message}" : "";
        return new EvalException(
            EvalErrorCondition.InvalidResponse, $"{Service}: {operation} received an invalid response: {reason}{words}", cause)
        {
            Service = Service,
            Operation = operation,
            ServerMessage = said?.Message,
            IsRetriable = said?.IsRetriable,
            RecommendedAction = said?.Action ?? "Check -BaseUri, and check for a newer version of this module.",
        };
    }

    /// <summary>Checks that a response is about the requested object.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="name">The name of the ID, such as <c>task_id</c>.</param>
    /// <param name="requested">The ID that was requested.</param>
    /// <param name="received">The ID in the response; null if it has none.</param>
    /// <exception cref="EvalException">InvalidResponse: the IDs differ.</exception>
    private protected void CheckId(string operation, string name, string requested, string? received)
    {
        if (received is null || string.Equals(requested, received, StringComparison.OrdinalIgnoreCase))
            return;

        throw new EvalException(
            EvalErrorCondition.InvalidResponse,
            $"{Service}: {operation} received a response about another {name}: '{EvalText.Id(requested)}' was requested, "
            + $"'{EvalText.Id(received)}' was received.")
        {
            Service = Service,
            Operation = operation,
            // A cache or gateway that mixes up responses does so again.
            IsRetriable = false,
            RecommendedAction = "Check -BaseUri and -Proxy: a cache or a gateway may send the response to another request.",
        };
    }

    /// <summary>As <see cref="CheckId(string, string, string, string)"/>, for IDs that are numbers.</summary>
    private protected void CheckId(string operation, string name, long requested, long? received) =>
        CheckId(operation, name, InvariantText(requested), received is { } number ? InvariantText(number) : null);

    private static string InvariantText(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an exception means that the response is invalid: not JSON, another structure, or text or
    /// numbers that .NET cannot represent, such as invalid UTF-8.</summary>
    private protected static bool IsInvalidContent(Exception e) =>
        e is JsonException or NotSupportedException or FormatException or InvalidOperationException;

    /// <summary>Reads a JSON response and converts it to the result.</summary>
    private protected async Task<TModel> ReadAsync<TResponse, TModel>(
        string operation,
        EvalResponse response,
        JsonTypeInfo<TResponse> type,
        Func<TResponse, TModel> convert,
        CancellationToken cancellationToken)
        where TResponse : class
    {
        using ResponseBody body = new(response.Body);
        try
        {
            TResponse? value = await body.ReadBeginningAsync(cancellationToken).ConfigureAwait(false)
                ? JsonSerializer.Deserialize(body.Beginning, type)
                : await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false);
            return convert(value ?? throw new JsonException("it is null."));
        }
        catch (Exception e) when (IsInvalidContent(e))
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

    /// <summary>Creates the error for a web page instead of a response.</summary>
    private protected EvalException IsWebPage(string operation, string? mediaType, string body, Exception? cause = null)
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
