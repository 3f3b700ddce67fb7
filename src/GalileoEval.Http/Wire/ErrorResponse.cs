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
