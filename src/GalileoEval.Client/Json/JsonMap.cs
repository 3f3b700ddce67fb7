using System.Collections.ObjectModel;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>A JSON object whose names the service does not fix, such as metadata. Prints as JSON; its members are read by
/// name, values being string, long, double, bool, null, <see cref="JsonMap"/> or a list of these.</summary>
public sealed class JsonMap : ReadOnlyDictionary<string, object?>
{
    private readonly string _json;

    private JsonMap(IDictionary<string, object?> members, string json)
        : base(members)
    {
        _json = json;
    }

    /// <summary>Reads a JSON object.</summary>
    /// <param name="element">The element; anything but an object gives null.</param>
    /// <returns>The map, or null.</returns>
    public static JsonMap? From(JsonElement element) => From(element, except: null);

    /// <summary>Reads a JSON object and leaves out, at any depth, every member of one name: a secret.</summary>
    /// <param name="element">The element; anything but an object gives null.</param>
    /// <param name="except">The name of the secret; null for none.</param>
    /// <returns>The map, or null.</returns>
    internal static JsonMap? From(JsonElement element, string? except)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (except is null || !member.NameEquals(except))
                members[member.Name] = ValueOf(member.Value, except);
        }

        return new JsonMap(members, except is null ? element.GetRawText() : JsonText.Without(element, except));
    }

    /// <summary>A JSON value as the nearest .NET value.</summary>
    /// <param name="element">The element.</param>
    /// <returns>string, long, double, bool, null, <see cref="JsonMap"/> or <see cref="EvalList{T}"/> of these.</returns>
    public static object? ValueOf(JsonElement element) => ValueOf(element, except: null);

    /// <summary>A JSON value as the nearest .NET value, without the members of one name: a secret.</summary>
    /// <param name="element">The element.</param>
    /// <param name="except">The name of the secret; null for none.</param>
    /// <returns>As <see cref="ValueOf(JsonElement)"/>.</returns>
    internal static object? ValueOf(JsonElement element, string? except) => element.ValueKind switch
    {
        JsonValueKind.String => element.Text(),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => From(element, except),
        JsonValueKind.Array => new EvalList<object?>([.. element.EnumerateArray().Select(item => ValueOf(item, except))]),
        _ => null,
    };

    /// <summary>The JSON text, as the service sent it.</summary>
    /// <returns>A JSON object.</returns>
    public override string ToString() => _json;
}
