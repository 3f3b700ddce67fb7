using System.Text;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>JSON kept as text, without secrets.</summary>
internal static class JsonText
{
    /// <summary>The text of a value without the members of one name, at any depth.</summary>
    /// <param name="element">The value.</param>
    /// <param name="except">The name to leave out.</param>
    /// <returns>The original text if the name does not occur, otherwise new text without it.</returns>
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

    /// <summary>The text of an object with these members, without those of one name, at any depth.</summary>
    /// <param name="members">The members.</param>
    /// <param name="except">The name to leave out; null for none.</param>
    /// <returns>A JSON object; null if no member is left.</returns>
    public static string? ObjectWithout(IEnumerable<KeyValuePair<string, JsonElement>> members, string? except)
    {
        StringBuilder text = new();
        foreach (KeyValuePair<string, JsonElement> member in members)
        {
            if (member.Key != except)
                WriteMember(text, member.Key, member.Value, except, first: text.Length == 0);
        }

        return text.Length == 0 ? null : text.Append('}').ToString();
    }

    /// <summary>The text of a value without insignificant white space.</summary>
    /// <param name="element">The value.</param>
    /// <returns>The text.</returns>
    public static string Compact(JsonElement element)
    {
        StringBuilder text = new();
        Write(text, element, except: null);
        return text.ToString();
    }

    /// <summary>The members of an object, ready to be serialized again.</summary>
    /// <param name="text">A JSON object.</param>
    /// <returns>The members in order; for duplicate names the last one. A lone surrogate, which a JSON writer rejects, is
    /// replaced by U+FFFD.</returns>
    public static Dictionary<string, JsonElement> MembersOf(string text)
    {
        using JsonDocument document = JsonDocument.Parse(WithoutLoneSurrogates(text));
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
            members[member.Name] = member.Value.Clone();
        return members;
    }

    private static string WithoutLoneSurrogates(string json)
    {
        if (json.IndexOf("\\u", StringComparison.Ordinal) < 0)
            return json;

        StringBuilder text = new(json.Length);
        for (int i = 0; i < json.Length;)
        {
            int length = json[i] != '\\' ? 1 : json[i + 1] != 'u' ? 2 : 6;
            if (length == 6 && char.IsSurrogate(Escaped(json, i)))
            {
                bool isPair = string.CompareOrdinal(json, i + 6, "\\u", 0, 2) == 0
                    && char.IsSurrogatePair(Escaped(json, i), Escaped(json, i + 6));
                text.Append(isPair ? json.Substring(i, 12) : "\\ufffd");
                i += isPair ? 12 : 6;
                continue;
            }

            text.Append(json, i, length);
            i += length;
        }

        return text.ToString();
    }

    private static char Escaped(string json, int at) => (char)Convert.ToInt32(json.Substring(at + 2, 4), 16);

    private static bool Holds(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => member.NameEquals(name) || Holds(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Holds(item, name)),
        _ => false,
    };

    private static void Write(StringBuilder text, JsonElement element, string? except)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                int start = text.Length;
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    if (except is null || !member.NameEquals(except))
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

    private static void WriteMember(StringBuilder text, string name, JsonElement value, string? except, bool first)
    {
        text.Append(first ? '{' : ',').Append('"').Append(JsonEncodedText.Encode(name).ToString()).Append("\":");
        Write(text, value, except);
    }
}
