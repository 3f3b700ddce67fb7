using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Thrown to reject a request. Becomes the response, in the format of the service that was addressed.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Never leaves this assembly.")]
internal sealed class RequestRejectedException(int status, string message, JsonArray? fields = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>Creates the exception for an object that does not exist.</summary>
    public static RequestRejectedException NotFound(string message) => new(404, message);

    /// <summary>Converts the exception to a response in the format of a service.</summary>
    public JsonResponse ToResponse(EvalService service)
    {
        JsonObject body = service == EvalService.Scale
            ? new JsonObject { ["status_code"] = status, ["error"] = Message }
            : new JsonObject { ["detail"] = fields is null ? JsonValue.Create(Message) : fields.DeepClone() };
        return new JsonResponse(status, body)
        {
            Headers = status == 401
                ? new Dictionary<string, string> { ["WWW-Authenticate"] = service == EvalService.Kolena ? "Bearer" : "Bearer, Basic" }
                : null,
        };
    }
}
