using System.Net;
using System.Text;

namespace GalileoEval.Http.Tests.Support;

/// <summary>Replaces the network: records requests and returns the responses in turn, the last one repeatedly.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private readonly List<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _responses = [];
    private readonly List<SentRequest> _sent = [];

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_sent)
                return [.. _sent];
        }
    }

    public StubHandler Respond(HttpStatusCode status, string body = "{}", params (string Name, string Value)[] headers) =>
        Respond((_, _) => Task.FromResult(Response(status, body, headers)));

    public StubHandler Respond(string body) => Respond(HttpStatusCode.OK, body);

    public StubHandler Fail(Exception failure) => Respond((_, _) => Task.FromException<HttpResponseMessage>(failure));

    public StubHandler Respond(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> response)
    {
        _responses.Add(response);
        return this;
    }

    public StubHandler RespondWithBody(Stream body) => Respond((_, _) => Task.FromResult(
        new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }));

    public static HttpResponseMessage Response(
        HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        int turn;
        lock (_sent)
        {
            turn = Math.Min(_sent.Count, _responses.Count - 1);
            _sent.Add(new SentRequest(
                request.Method.Method,
                request.RequestUri!,
                request.Headers.ToDictionary(h => h.Key, h => string.Join(" ", h.Value), StringComparer.OrdinalIgnoreCase),
                body));
        }

        HttpResponseMessage response = await _responses[turn](request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
