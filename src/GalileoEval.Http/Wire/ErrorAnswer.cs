using GalileoEval.Errors;
using GalileoEval.Http.Retries;
using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Wire;

/// <summary>Turns an answer that is not 2xx into its error.</summary>
internal static class ErrorAnswer
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
        // Scrubbed before the words are cut to length: half a secret is one too.
        return EvalErrorReader.Read(
            service, operation, response.StatusCode, secrets.Scrub(body), RetryAfterHeader.Read(response, clock));
    }
}
