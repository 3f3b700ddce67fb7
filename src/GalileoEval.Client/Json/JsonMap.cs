using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GalileoEval.Text;

namespace GalileoEval.Json;

/// <summary>A JSON object with arbitrary names, such as metadata. Prints as JSON. Its members are read by name;
/// values are string, long, double, bool, null, <see cref="JsonMap"/> or a list of these.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The help and scripts call it a JSON object.")]
public sealed class JsonMap : ReadOnlyDictionary<string, object?>, IEnumerable, IJsonText
{
    private JsonMap(IDictionary<string, object?> members, JsonElement element)
        : base(members)
    {
        Element = element;
    }

    /// <summary>The original JSON object, without secrets. The text is created on demand: in nested maps, each map would duplicate the
    /// text of its descendants.</summary>
    internal JsonElement Element { get; }

    /// <summary>Reads a JSON object.</summary>
    /// <param name="element">The element; the result is null for anything but an object.</param>
    /// <returns>The map, or null.</returns>
    public static JsonMap? From(JsonElement element) => From(element, except: null);

    /// <summary>Reads a JSON object without the members of one name, a secret, at any depth.</summary>
    /// <param name="element">The element; the result is null for anything but an object.</param>
    /// <param name="except">The name of the secret; null for none.</param>
    /// <returns>The map, or null.</returns>
    internal static JsonMap? From(JsonElement element, string? except) =>
        element.ValueKind == JsonValueKind.Object ? MapOf(Kept(element, except)) : null;

    /// <summary>A JSON value as the nearest .NET value.</summary>
    /// <param name="element">The element.</param>
    /// <returns>string, long, double, bool, null, <see cref="JsonMap"/> or <see cref="EvalList{T}"/> of these.</returns>
    public static object? ValueOf(JsonElement element) => ValueOf(element, except: null);

    /// <summary>A JSON value as the nearest .NET value, without the members of one name, a secret.</summary>
    /// <param name="element">The element.</param>
    /// <param name="except">The name of the secret; null for none.</param>
    /// <returns>As <see cref="ValueOf(JsonElement)"/>.</returns>
    internal static object? ValueOf(JsonElement element, string? except) =>
        element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Convert(Kept(element, except)) : Convert(element);

    /// <summary>The JSON text without white space between its members.</summary>
    /// <returns>A JSON object.</returns>
    internal string ToCompactJson() => JsonText.Compact(Element);

    bool IJsonText.IsPlain => true;

    string IJsonText.ToJson() => ToCompactJson();

    // PowerShell displays a dictionary through its non-generic enumerator. The terminal must not receive raw text of a service.
    IEnumerator IEnumerable.GetEnumerator() => this.Select(static member => new JsonMember(member.Key, member.Value)).GetEnumerator();

    /// <summary>The original JSON text, with unsafe characters escaped.</summary>
    /// <returns>A JSON object.</returns>
    public override string ToString() => EvalText.Json(Element.GetRawText());

    // An element that lives as long as the maps created from it, and contains no secret.
    private static JsonElement Kept(JsonElement element, string? except) =>
        except is null ? element.Clone() : JsonText.ElementWithout(element, except);

    private static JsonMap MapOf(JsonElement element)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
            members[member.Name] = Convert(member.Value);
        return new JsonMap(members, element);
    }

    private static object? Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.Text(),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.NearestNumber(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => MapOf(element),
        JsonValueKind.Array => new EvalList<object?>([.. element.EnumerateArray().Select(Convert)]),
        _ => null,
    };
}
