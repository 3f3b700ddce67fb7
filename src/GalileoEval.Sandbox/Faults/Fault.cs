using System.IO.Compression;
using System.Text;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Faults;

/// <summary>Implements each kind of fault.</summary>
internal static class Fault
{
    private const string Page = "<!DOCTYPE html><html><head><title>Please wait</title></head><body><h1>We will be right back.</h1></body></html>";

    /// <summary>Returns the response that replaces the request; null for the kinds of fault that process the request.</summary>
    public static Reply? Replacement(EvalSandboxFaultKind kind) => kind switch
    {
        EvalSandboxFaultKind.TooManyRequests => Error(429, "Too many requests."),
        EvalSandboxFaultKind.TooManyRequestsRetryAfter => With(Error(429, "Too many requests."), "Retry-After", "1"),
        EvalSandboxFaultKind.InternalServerError => Error(500, "Internal server error."),
        EvalSandboxFaultKind.ServiceUnavailable => Error(503, "The service is not available."),
        EvalSandboxFaultKind.ResetBefore => new Reply(200, "", []) { Ending = ReplyEnding.Reset },
        EvalSandboxFaultKind.Redirect => With(new Reply(307, "text/html", []), "Location", "https://elsewhere.invalid/login"),
        _ => null,
    };

    /// <summary>Returns the response to a processed request, changed by the fault.</summary>
    public static Reply Apply(EvalSandboxFaultKind kind, Reply reply) => kind switch
    {
        EvalSandboxFaultKind.BadGateway => Html(502),
        EvalSandboxFaultKind.Html => Html(200),
        EvalSandboxFaultKind.ErrorBody => Error(200, "Something went wrong."),
        EvalSandboxFaultKind.ResetAfter => reply with { Ending = ReplyEnding.Reset },
        EvalSandboxFaultKind.CutBody => reply with { Ending = ReplyEnding.CutHalfWay },
        EvalSandboxFaultKind.StalledBody => reply with { Ending = ReplyEnding.StallHalfWay },
        EvalSandboxFaultKind.InvalidJson => reply with { Body = reply.Body.AsSpan(0, reply.Body.Length / 2).ToArray() },
        EvalSandboxFaultKind.WrongContentType => reply with { ContentType = "text/plain" },
        EvalSandboxFaultKind.Gzip => With(reply with { Body = Pack(reply.Body) }, "Content-Encoding", "gzip"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Reply Error(int status, string words) =>
        new(status, Reply.Json, Encoding.UTF8.GetBytes($$"""{"detail":"{{words}}"}"""));

    private static Reply Html(int status) => new(status, "text/html", Encoding.UTF8.GetBytes(Page));

    private static Reply With(Reply reply, string name, string value)
    {
        Dictionary<string, string> headers = reply.Headers.ToDictionary(header => header.Key, header => header.Value);
        headers[name] = value;
        return reply with { Headers = headers };
    }

    private static byte[] Pack(byte[] body)
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionMode.Compress))
            packing.Write(body, 0, body.Length);
        return packed.ToArray();
    }
}
