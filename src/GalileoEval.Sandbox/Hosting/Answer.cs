using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>An answer: a status and a JSON body.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, JsonNode? Body)
{
    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public static implicit operator Answer(JsonNode body) => new(200, body);
}
