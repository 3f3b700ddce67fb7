using System.Text;
using System.Text.Json;

namespace GalileoEval.Tests.Responses;

/// <summary>The position of a value in a JSON text.</summary>
/// <param name="MemberStart">The start of the member, including its name; the start of the value if it has none.</param>
/// <param name="Start">The start of the value.</param>
/// <param name="End">The end of the value, exclusive.</param>
internal readonly record struct JsonPlace(int MemberStart, int Start, int End)
{
    /// <summary>The places of all values, the whole text among them.</summary>
    public static IReadOnlyList<JsonPlace> AllIn(byte[] json)
    {
        List<JsonPlace> places = [];
        Stack<(int MemberStart, int Start)> open = new();
        Utf8JsonReader reader = new(json);
        int name = -1;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((name < 0 ? start : name, start));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (int memberStart, int valueStart) = open.Pop();
                    places.Add(new JsonPlace(memberStart, valueStart, (int)reader.BytesConsumed));
                    break;
                default:
                    places.Add(new JsonPlace(name < 0 ? start : name, start, (int)reader.BytesConsumed));
                    break;
            }

            name = -1;
        }

        return places;
    }

    /// <summary>The names of all members, as they are written, with their quotes.</summary>
    public static IEnumerable<string> MembersOf(byte[] json)
    {
        foreach (JsonPlace place in AllIn(json))
        {
            if (place.MemberStart < place.Start)
            {
                string member = Encoding.UTF8.GetString(json, place.MemberStart, place.Start - place.MemberStart);
                yield return member[..member.LastIndexOf(':')].TrimEnd();
            }
        }
    }

    /// <summary>The text with another value in this place.</summary>
    public byte[] Replace(byte[] json, string value) => [.. json[..Start], .. Encoding.UTF8.GetBytes(value), .. json[End..]];

    /// <summary>The text without this value, its name and its comma.</summary>
    public byte[] Remove(byte[] json)
    {
        int start = MemberStart;
        int end = End;
        while (end < json.Length && json[end] <= ' ')
            end++;
        if (end < json.Length && json[end] == ',')
            return [.. json[..start], .. json[(end + 1)..]];

        while (start > 0 && json[start - 1] <= ' ')
            start--;
        return start > 0 && json[start - 1] == ',' ? [.. json[..(start - 1)], .. json[end..]] : [.. json[..start], .. json[end..]];
    }

    /// <summary>The text with this value twice, and its name too.</summary>
    public byte[] Duplicate(byte[] json) => [.. json[..End], (byte)',', .. json[MemberStart..End], .. json[End..]];

    /// <summary>The text with this value so many levels deeper.</summary>
    public byte[] Nest(byte[] json, int levels, bool inObjects)
    {
        string before = string.Concat(Enumerable.Repeat(inObjects ? "{\"x\":" : "[", levels));
        string after = new(inObjects ? '}' : ']', levels);
        return Replace(json, before + Encoding.UTF8.GetString(json, Start, End - Start) + after);
    }
}
