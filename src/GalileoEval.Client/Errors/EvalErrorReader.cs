using System.Net;
using System.Text.Json;
using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>Turns an answer that is not 2xx into an <see cref="EvalException"/>, in whatever of its forms the service
/// words it: <c>detail</c> (a list, a text or absent), <c>standard_error</c>, <c>error</c>, or no JSON at all.</summary>
public static class EvalErrorReader
{
    private const int LongestMessage = 2000;

    /// <summary>Makes the error of an answer.</summary>
    /// <param name="service">The service that answered.</param>
    /// <param name="operation">The operation in the field's words.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body, or its beginning.</param>
    /// <param name="retryAfter">What the header Retry-After asks for.</param>
    /// <returns>The error; never null, whatever the body holds.</returns>
    public static EvalException Read(
        EvalService service, string operation, HttpStatusCode statusCode, string? body, TimeSpan? retryAfter)
    {
        ErrorWords said = ReadBody(body);
        EvalErrorCondition condition = ConditionOf(statusCode);
        bool isWebPage = WebPage.Is(mediaType: null, body);
        string failed = $"{service}: {operation} failed (HTTP {(int)statusCode})";
        string message = said.Message is { Length: > 0 } words ? $"{failed}: {(isWebPage ? "a web page: " : "")}{words}" : $"{failed}.";
        return new EvalException(condition, message)
        {
            Service = service,
            Operation = operation,
            StatusCode = statusCode,
            ServerMessage = said.Message,
            RetryAfter = retryAfter,
            IsRetriable = said.IsRetriable,
            IsWebPage = isWebPage,
            // Gateways in trouble send pages too, with 5xx: there a later try helps.
            RecommendedAction = said.Action
                ?? (isWebPage && (int)statusCode < 500 ? WebPage.Action : ActionFor(condition, service)),
        };
    }

    /// <summary>Whether a JSON object in a 2xx response is an error in one of the forms of the services.</summary>
    /// <param name="members">The names of its members.</param>
    /// <returns>True when one of them is what an error has.</returns>
    internal static bool IsError(IEnumerable<string> members) =>
        members.Any(static name => name is "detail" or "error" or "standard_error" or "message");

    /// <summary>Finds the words of an error in an answer that is 2xx and yet not what the operation gives.</summary>
    /// <param name="body">The body, or its beginning.</param>
    /// <returns>The words; null when the body is in none of the forms that the services have for errors. Only those are
    /// quoted: anything else may be the user's data.</returns>
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

    private static string ActionFor(EvalErrorCondition condition, EvalService service) => condition switch
    {
        EvalErrorCondition.Unauthorized =>
            $"Check the key, or connect again: Connect-EvalService -Service {service} -ApiKey (Read-Host -AsSecureString).",
        EvalErrorCondition.PaymentRequired => "Ask the service to enable this operation for the account.",
        EvalErrorCondition.Forbidden => "Use a key that may do this, or ask the owner of the object for access.",
        EvalErrorCondition.NotFound => "Check the id, and that the connection points at the right account and environment.",
        EvalErrorCondition.ValidationError or EvalErrorCondition.BadRequest => "Correct what the message names and run the command again.",
        EvalErrorCondition.Conflict => "Look at the present state of the object first; it is there already or does not allow this now.",
        EvalErrorCondition.RateLimited => "Send fewer requests: lower -ThrottleLimit, or set -MaximumRequestsPerMinute on the connection.",
        EvalErrorCondition.InvalidResponse => "Check -BaseUri: something that is not the service's API answered.",
        _ => "Try again later; if it stays, look at the service's status page.",
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
            // HTML of a proxy, a cut-off body, a lone surrogate: no words of the service to quote but these.
            return new ErrorWords(Line(body, 200));
        }
    }

    // An argument that is refused is a text with half of a surrogate pair, such as a body cut in the middle of one.
    private static bool IsOfTheText(Exception e) => e is JsonException or InvalidOperationException or ArgumentException;

    private static ErrorWords? WordsOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.String)
            return new ErrorWords(Line(root.GetString()));
        if (root.ValueKind != JsonValueKind.Object)
            return null;

        if (root.TryGetProperty("standard_error", out JsonElement standard) && standard.ValueKind == JsonValueKind.Object)
            return ReadStandardError(standard);
        if (root.TryGetProperty("detail", out JsonElement detail))
            return new ErrorWords(ReadDetail(detail));
        if (root.TryGetProperty("error", out JsonElement error))
            return new ErrorWords(ReadDetail(error));
        if (root.TryGetProperty("message", out JsonElement message))
            return new ErrorWords(ReadDetail(message));
        return null;
    }

    private static ErrorWords ReadStandardError(JsonElement error)
    {
        return new ErrorWords(
            Text(error, "message") ?? Text(error, "error_type"),
            Text(error, "user_action"),
            error.TryGetProperty("retriable", out JsonElement flag)
                ? flag.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
                : null);

        static string? Text(JsonElement parent, string name) =>
            parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? Line(value.GetString())
                : null;
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

/// <summary>What a service says of an error.</summary>
/// <param name="Message">Its words, one line; null when it says nothing.</param>
/// <param name="Action">What the user can do, in its words.</param>
/// <param name="IsRetriable">Its word on whether a retry can help.</param>
internal readonly record struct ErrorWords(string? Message, string? Action = null, bool? IsRetriable = null);
