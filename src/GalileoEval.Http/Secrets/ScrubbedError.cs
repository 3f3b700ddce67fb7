using GalileoEval.Errors;

namespace GalileoEval.Http.Secrets;

/// <summary>The last look at an error before it leaves: a server, a proxy or a library may quote what it was sent.</summary>
internal static class ScrubbedError
{
    /// <summary>The error itself when it holds no secret, which is nearly always; else one without.</summary>
    public static EvalException Of(EvalException error, ConnectionSecrets secrets)
    {
        // ToString has the whole chain of causes. It escapes nothing, so what is hidden from it is hidden from all.
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
        };
    }

    private static bool AppearIn(string? text, ConnectionSecrets secrets) => text is not null && secrets.AppearIn(text);

    private static string? Scrub(string? text, ConnectionSecrets secrets) => text is null ? null : secrets.Scrub(text);
}
