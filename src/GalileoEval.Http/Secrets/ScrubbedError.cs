using GalileoEval.Errors;

namespace GalileoEval.Http.Secrets;

/// <summary>Removes secrets from errors before they reach the caller: a server, a proxy or a library may quote what it
/// received.</summary>
internal static class ScrubbedError
{
    /// <summary>Returns the error itself if it contains no secret, the usual case; otherwise a copy without
    /// secrets.</summary>
    public static EvalException Of(EvalException error, ConnectionSecrets secrets)
    {
        // ToString includes all inner exceptions unescaped, so text without secrets proves that nothing leaks.
        if (!secrets.AppearIn(error.ToString())
            && !AppearIn(error.ServerMessage, secrets)
            && !AppearIn(error.RecommendedAction, secrets))
            return error;

        return new EvalException(error.Condition, secrets.Scrub(error.Message))
        {
            Service = error.Service,
            Operation = error.Operation,
            StatusCode = error.StatusCode,
            ServerMessage = Scrub(error.ServerMessage, secrets),
            RetryAfter = error.RetryAfter,
            IsRetriable = error.IsRetriable,
            IsWebPage = error.IsWebPage,
            RecommendedAction = Scrub(error.RecommendedAction, secrets),
            NextStep = error.NextStep,
        };
    }

    private static bool AppearIn(string? text, ConnectionSecrets secrets) => text is not null && secrets.AppearIn(text);

    private static string? Scrub(string? text, ConnectionSecrets secrets) => text is null ? null : secrets.Scrub(text);
}
