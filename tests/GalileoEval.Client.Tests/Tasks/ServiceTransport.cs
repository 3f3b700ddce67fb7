using System.Net;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>A transport to a service that is a function from the path to the body of the response.</summary>
internal sealed class ServiceTransport(Func<string, string> respond) : IEvalTransport
{
    public List<string> Paths { get; } = [];

    /// <summary>What every response requests with Retry-After.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>A response that is not 2xx.</summary>
    public static string Reject(EvalService service, HttpStatusCode status, string body = "") =>
        throw EvalErrorReader.Read(service, "poll", status, body, retryAfter: null);

    /// <summary>Takes the paths of the requests since the last call.</summary>
    public string[] Take()
    {
        string[] paths = [.. Paths];
        Paths.Clear();
        return paths;
    }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Paths.Add(request.Path);
        if (RetryAfter is { } delay)
            request.Observer?.RetryAfter(delay);

        using MemoryStream body = new(Encoding.UTF8.GetBytes(respond(request.Path)));
        return await read(new EvalResponse { Body = body, MediaType = "application/json" }, cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose()
    {
    }
}
