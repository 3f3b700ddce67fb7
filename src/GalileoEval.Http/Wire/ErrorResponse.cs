using GalileoEval.Errors;
using GalileoEval.Http.Retries;
using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Wire;

/// <summary>Converts a response with a status other than 2xx to an error.</summary>
internal static class ErrorResponse
{
    public static async Task<EvalException> ReadAsync(
        EvalService service,
        string operation,
        HttpResponseMessage response,
        ConnectionSecrets secrets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        string body = await BodyText.ReadWhatArrivesAsync(response, cancellationToken).ConfigureAwait(false);
        // Secrets are removed before the message is truncated: part of a secret is sensitive too.
        return EvalErrorReader.Read(
            service, operation, response.StatusCode, secrets.Scrub(body), RetryAfterHeader.Read(response, clock));
    }
}
