using System.Globalization;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Helpers to build JSON responses.</summary>
internal static class Nodes
{
    /// <summary>Formats a time as all three services do: ISO 8601, UTC, with the suffix Z.</summary>
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An array of texts.</summary>
    public static JsonArray Strings(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    /// <summary>An array of nodes that have no parent yet.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    /// <summary>The text of a node; null for anything else.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
