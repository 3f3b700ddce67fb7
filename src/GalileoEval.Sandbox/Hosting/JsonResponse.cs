using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>A response: a status and a body, usually JSON.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal sealed record JsonResponse(int Status, JsonNode? Body)
{
    private const int NoContent = 204;
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Additional headers.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>A body that is not JSON, with its media type; null for <see cref="Body"/>.</summary>
    public (string MediaType, byte[] Content)? File { get; init; }

    public static implicit operator JsonResponse(JsonNode body) => new(200, body);

    /// <summary>Serializes the response.</summary>
    public Reply ToReply()
    {
        if (File is var (mediaType, content))
            return new Reply(Status, mediaType, content);

        byte[] body = Status == NoContent ? [] : Encoding.UTF8.GetBytes(Body?.ToJsonString(Writing) ?? "null");
        Reply reply = new(Status, Reply.Json, body);
        return Headers is null ? reply : reply with { Headers = Headers };
    }
}
