using System.Text;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>JSON kept as text, without the secret in it.</summary>
internal static class JsonText
{
    /// <summary>The text of a value without the members of one name, at any depth.</summary>
    /// <param name="element">The value.</param>
    /// <param name="except">The name to leave out.</param>
    /// <returns>The text as it was sent where the name does not occur, else written anew without it.</returns>
    public static string Without(JsonElement element, string except)
    {
        if (!Holds(element, except))
            return element.GetRawText();

        StringBuilder text = new();
        Write(text, element, except);
        return text.ToString();
    }

    /// <summary>A value without the members of one name, at any depth.</summary>
    /// <param name="element">The value.</param>
    /// <param name="except">The name to leave out.</param>
    /// <returns>The value, which outlives its document.</returns>
    public static JsonElement ElementWithout(JsonElement element, string except)
    {
        if (!Holds(element, except))
            return element.Clone();

        using JsonDocument document = JsonDocument.Parse(Without(element, except));
        return document.RootElement.Clone();
    }

    /// <summary>The text of an object made of these members, without those of one name, at any depth.</summary>
    /// <param name="members">The members.</param>
    /// <param name="except">The name to leave out.</param>
    /// <returns>A JSON object; null when no member is left.</returns>
    public static string? ObjectWithout(IEnumerable<KeyValuePair<string, JsonElement>> members, string except)
    {
        StringBuilder text = new();
        foreach (KeyValuePair<string, JsonElement> member in members)
        {
            if (member.Key != except)
                WriteMember(text, member.Key, member.Value, except, first: text.Length == 0);
        }

        return text.Length == 0 ? null : text.Append('}').ToString();
    }

    private static bool Holds(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => member.NameEquals(name) || Holds(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Holds(item, name)),
        _ => false,
    };

    private static void Write(StringBuilder text, JsonElement element, string except)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                int start = text.Length;
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    if (!member.NameEquals(except))
                        WriteMember(text, member.Name, member.Value, except, first: text.Length == start);
                }

                text.Append(text.Length == start ? "{}" : "}");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                string gap = "";
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(text.Append(gap), item, except);
                    gap = ",";
                }

                text.Append(']');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteMember(StringBuilder text, string name, JsonElement value, string except, bool first)
    {
        text.Append(first ? '{' : ',').Append('"').Append(JsonEncodedText.Encode(name).ToString()).Append("\":");
        Write(text, value, except);
    }
}
