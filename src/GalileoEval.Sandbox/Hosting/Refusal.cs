using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Thrown where a request is refused; becomes the answer, in the words of the service it was sent to.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Never leaves the room.")]
internal sealed class Refusal(int status, string message, JsonArray? fields = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>There is no such object.</summary>
    public static Refusal NotFound(string message) => new(404, message);

    /// <summary>The answer as a service words it.</summary>
    public Answer ToAnswer(EvalService service)
    {
        JsonObject body = service == EvalService.Scale
            ? new JsonObject { ["status_code"] = status, ["error"] = Message }
            : new JsonObject { ["detail"] = fields is null ? JsonValue.Create(Message) : fields.DeepClone() };
        return new Answer(status, body)
        {
            Headers = status == 401
                ? new Dictionary<string, string> { ["WWW-Authenticate"] = service == EvalService.Kolena ? "Bearer" : "Bearer, Basic" }
                : null,
        };
    }
}
