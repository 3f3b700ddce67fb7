using System.Net;
using System.Text;

namespace GalileoEval.Http.Tests.Support;

/// <summary>Stands in for the wire: remembers what is sent and gives the answers in turn, the last one for ever.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private readonly List<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = [];
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

    public StubHandler Answer(HttpStatusCode status, string body = "{}", params (string Name, string Value)[] headers) =>
        Answer((_, _) => Task.FromResult(Response(status, body, headers)));

    public StubHandler Answer(string body) => Answer(HttpStatusCode.OK, body);

    public StubHandler Fail(Exception failure) => Answer((_, _) => Task.FromException<HttpResponseMessage>(failure));

    public StubHandler Answer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Add(answer);
        return this;
    }

    public StubHandler AnswerBody(Stream body) => Answer((_, _) => Task.FromResult(
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
            turn = Math.Min(_sent.Count, _answers.Count - 1);
            _sent.Add(new SentRequest(
                request.Method.Method,
                request.RequestUri!,
                request.Headers.ToDictionary(h => h.Key, h => string.Join(" ", h.Value), StringComparer.OrdinalIgnoreCase),
                body));
        }

        HttpResponseMessage response = await _answers[turn](request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
