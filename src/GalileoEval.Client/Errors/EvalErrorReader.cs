using System.Net;
using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>Converts a response with a status other than 2xx to an <see cref="EvalException"/>. Reads all formats of
/// the services: <c>detail</c> (a list, a text or absent), <c>standard_error</c>, <c>error</c>, or a body that is not
/// JSON.</summary>
public static class EvalErrorReader
{
    private const int LongestMessage = 2000;

    /// <summary>Creates the error of a response.</summary>
    /// <param name="service">The service.</param>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body, or its beginning.</param>
    /// <param name="retryAfter">The delay of the Retry-After header.</param>
    /// <returns>The error; never null, whatever the body contains.</returns>
    public static EvalException Read(
        EvalService service, string operation, HttpStatusCode statusCode, string? body, TimeSpan? retryAfter)
    {
        ErrorWords said = ReadBody(body);
        EvalErrorCondition condition = ConditionOf(statusCode);
        bool isWebPage = WebPage.Is(mediaType: null, body);
        string failed = $"{service}: {operation} failed (HTTP {(int)statusCode})";
        string message = said.Message is { Length: > 0 } words ? $"{failed}: {(isWebPage ? "a web page: " : "")}{words}" : $"{failed}.";
        // Overloaded gateways send pages too, with 5xx: a later try may succeed.
        string? action = said.Action ?? (isWebPage && (int)statusCode < 500 ? WebPage.Action : null);
        return new EvalException(condition, message)
        {
            Service = service,
            Operation = operation,
            StatusCode = statusCode,
            ServerMessage = said.Message,
            RetryAfter = retryAfter,
            IsRetriable = said.IsRetriable,
            IsWebPage = isWebPage,
            RecommendedAction = action ?? ActionFor(condition),
            NextStep = action is null && condition == EvalErrorCondition.Unauthorized ? EvalNextStep.Connect : null,
        };
    }

    /// <summary>Whether a JSON object in a 2xx response is an error in one of the forms of the services.</summary>
    /// <param name="members">The names of its members.</param>
    /// <returns>True if one of them is a member of an error.</returns>
    internal static bool IsError(IEnumerable<string> members) =>
        members.Any(static name => name is "detail" or "error" or "standard_error" or "message");

    /// <summary>Finds the error message in a 2xx response that is not a result of the operation.</summary>
    /// <param name="body">The body, or its beginning.</param>
    /// <returns>The message; null if the body has none of the error formats of the services. Only these are
    /// quoted: anything else may be user data.</returns>
    internal static ErrorWords? Find(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return WordsOf(document.RootElement) is { Message.Length: > 0 } words ? words : null;
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            return null;
        }
    }

    private static EvalErrorCondition ConditionOf(HttpStatusCode statusCode) => (int)statusCode switch
    {
        401 => EvalErrorCondition.Unauthorized,
        402 => EvalErrorCondition.PaymentRequired,
        403 => EvalErrorCondition.Forbidden,
        404 or 410 => EvalErrorCondition.NotFound,
        408 => EvalErrorCondition.Timeout,
        409 => EvalErrorCondition.Conflict,
        422 => EvalErrorCondition.ValidationError,
        429 => EvalErrorCondition.RateLimited,
        >= 500 => EvalErrorCondition.ServerError,
        >= 400 => EvalErrorCondition.BadRequest,
        _ => EvalErrorCondition.InvalidResponse,
    };

    private static string ActionFor(EvalErrorCondition condition) => condition switch
    {
        EvalErrorCondition.Unauthorized => "Check the API key, or connect again.",
        EvalErrorCondition.PaymentRequired => "Ask the service to enable this operation for the account.",
        EvalErrorCondition.Forbidden => "Use an API key with the required permission, or ask the owner of the object for access.",
        EvalErrorCondition.NotFound => "Check the ID, and that the connection uses the right account and environment.",
        EvalErrorCondition.ValidationError or EvalErrorCondition.BadRequest => "Correct the value that the message names, and run the command again.",
        EvalErrorCondition.Conflict => "Check the current state of the object: it exists already, or its state does not allow this operation.",
        EvalErrorCondition.RateLimited => "Send fewer requests: lower -ThrottleLimit, or set -MaximumRequestsPerMinute on the connection.",
        EvalErrorCondition.InvalidResponse => "Check -BaseUri: the response does not come from the service's API.",
        _ => "Try again later. If the error persists, check the status page of the service.",
    };

    private static ErrorWords ReadBody(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return default;

        try
        {
            using JsonDocument document = JsonDocument.Parse(body!);
            return WordsOf(document.RootElement) ?? new ErrorWords(Line(body));
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            // HTML of a proxy, a truncated body, an unpaired surrogate: there is no other message to quote.
            return new ErrorWords(Line(body, 200));
        }
    }

    // ArgumentException: the text has an unpaired surrogate, such as a body truncated in the middle of a pair.
    private static bool IsOfTheText(Exception e) => e is JsonException or InvalidOperationException or ArgumentException;

    private static ErrorWords? WordsOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.String)
            return new ErrorWords(Line(root.GetString()));
        if (root.ValueKind != JsonValueKind.Object)
            return null;

        if (root.Member("standard_error") is { ValueKind: JsonValueKind.Object } standard)
            return ReadStandardError(standard);
        foreach (string name in (string[])["detail", "error", "message"])
        {
            if (root.TryGetProperty(name, out JsonElement detail))
                return new ErrorWords(ReadDetail(detail));
        }

        return null;
    }

    private static ErrorWords ReadStandardError(JsonElement error)
    {
        return new ErrorWords(
            Text("message") ?? Text("error_type"), Text("user_action"), error.Member("retriable").Flag());

        string? Text(string name) => error.Member(name).Text() is { } text ? Line(text) : null;
    }

    private static string? ReadDetail(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.String => Line(detail.GetString()),
        JsonValueKind.Array => Line(string.Join("; ", detail.EnumerateArray().Select(ReadFieldError))),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object when detail.TryGetProperty("message", out JsonElement message) => ReadDetail(message),
        _ => Line(detail.GetRawText()),
    };

    private static string ReadFieldError(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty("msg", out JsonElement msg) || msg.ValueKind != JsonValueKind.String)
            return item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();

        string place = item.TryGetProperty("loc", out JsonElement loc) && loc.ValueKind == JsonValueKind.Array
            ? string.Join(".", loc.EnumerateArray().Select(part => part.ToString()))
            : "";
        return place.Length > 0 ? $"{place}: {msg.GetString()}" : msg.GetString()!;
    }

    private static string Line(string? text, int maximumLength = LongestMessage) => EvalText.OneLine(text, maximumLength);
}

/// <summary>The error of a service, as it reports it.</summary>
/// <param name="Message">The message, on one line; null if there is none.</param>
/// <param name="Action">The action that the service recommends to the user.</param>
/// <param name="IsRetriable">Whether the service says that a retry can help.</param>
internal readonly record struct ErrorWords(string? Message, string? Action = null, bool? IsRetriable = null);
