using System.Text.Json.Nodes;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>Creates the filters of Galileo's lists: a name, an operator and a value.</summary>
internal static class ListFilter
{
    /// <summary>A name, case-insensitive.</summary>
    public static JsonObject NameIs(string value)
    {
        JsonObject filter = Where("name", "eq", JsonValue.Create(value));
        filter["case_sensitive"] = false;
        return filter;
    }

    /// <summary>One of several values.</summary>
    public static JsonObject OneOf(string name, IReadOnlyList<string> values) =>
        Where(name, "one_of", Texts(values));

    /// <summary>A comparison of a time.</summary>
    /// <param name="name">The field.</param>
    /// <param name="comparison">The operator.</param>
    /// <param name="time">The time; UTC is assumed when no time zone is given.</param>
    public static JsonObject Time(string name, string comparison, DateTime time) =>
        Where(name, comparison, JsonValue.Create(UtcText.Of(time)));

    /// <summary>Any filter.</summary>
    public static JsonObject Where(string name, string comparison, JsonNode? value) =>
        new() { ["name"] = name, ["operator"] = comparison, ["value"] = value };

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
