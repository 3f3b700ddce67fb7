using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>One condition of a filter: an operator and an operand.</summary>
internal sealed class FieldTest(string comparison, JsonNode operand, bool caseSensitive)
{
    private readonly JsonNode?[] _wanted = operand is JsonArray array ? [.. array] : [operand];

    /// <summary>Returns true if a value meets the condition. A missing value meets only negative conditions.</summary>
    public bool Holds(JsonNode? value) => comparison switch
    {
        "eq" => AnyOf(value),
        "ne" => !AnyOf(value),
        "one_of" => AnyOf(value),
        "not_in" => !AnyOf(value),
        "contains" => Contains(value),
        "between" => Compare(value, _wanted[0]!) >= 0 && Compare(value, _wanted[1]!) <= 0,
        "gt" => Compare(value, _wanted[0]!) > 0,
        "gte" => Compare(value, _wanted[0]!) >= 0,
        "lt" => Compare(value, _wanted[0]!) < 0,
        "lte" => Compare(value, _wanted[0]!) <= 0,
        _ => false,
    };

    /// <summary>Compares two values of a column; null if they are not comparable.</summary>
    public static int? Compare(JsonNode? value, JsonNode other)
    {
        if (Number(value) is { } number && Number(other) is { } limit)
            return number.CompareTo(limit);
        if (Nodes.Text(value) is not { } text || Nodes.Text(other) is not { } otherText)
            return null;
        return Time(text) is { } time && Time(otherText) is { } otherTime
            ? time.CompareTo(otherTime)
            : string.CompareOrdinal(text, otherText);
    }

    /// <summary>A time, in UTC; null for other text.</summary>
    public static DateTimeOffset? Time(string text) =>
        text.Length >= 10 && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    private bool AnyOf(JsonNode? value) => value is JsonArray items
        ? items.Any(item => _wanted.Any(one => Same(item, one)))
        : _wanted.Any(one => Same(value, one));

    private bool Contains(JsonNode? value) => value is JsonArray items
        ? _wanted.All(one => items.Any(item => Same(item, one)))
        : Nodes.Text(value) is { } text && _wanted.All(one => Holds(text, Nodes.Text(one) ?? ""));

    private bool Holds(string text, string part) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, part, caseSensitive ? CompareOptions.Ordinal : CompareOptions.OrdinalIgnoreCase) >= 0;

    private bool Same(JsonNode? value, JsonNode? wanted)
    {
        if (value is null || wanted is null)
            return value is null && wanted is null;
        if (Nodes.Text(value) is { } text)
            return string.Equals(text, Nodes.Text(wanted), caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) || (Time(text) is not null && Compare(value, wanted) == 0);
        return value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? value.GetValueKind() == wanted.GetValueKind()
            : Compare(value, wanted) == 0;
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;
}
