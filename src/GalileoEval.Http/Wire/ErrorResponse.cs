using GalileoEval.Errors;

namespace GalileoEval.Http.Wire;

/// <summary>Converts a response with a status other than 2xx to an error.</summary>
internal static class ErrorResponse
{
    public static async Task<EvalException> ReadAsync(
        WireConnection connection, string operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await BodyText.ReadWhatArrivesAsync(response, cancellationToken).ConfigureAwait(false);
        // Secrets are removed before the message is truncated: part of a secret is sensitive too.
        return EvalErrorReader.Read(
            connection.Options.Service,
            operation,
            response.StatusCode,
            connection.Secrets.Scrub(body),
            RetryAfterHeader.Read(response, connection.Clock));
    }
}

/// <summary>Reads the Retry-After header, in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Returns the delay from now; null if the header is missing or invalid. The delay is at most one day, so
    /// that adding it to a time never overflows.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? delay = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
        return delay is not { } wait ? null
            : wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > Longest ? Longest
            : wait;
    }
}
