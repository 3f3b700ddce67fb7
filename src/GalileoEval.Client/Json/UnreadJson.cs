using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>A JSON value with an undocumented structure, kept instead of throwing an error.</summary>
/// <param name="Element">The value, which outlives its document.</param>
/// <param name="Value">The part that could be read; null for none.</param>
internal sealed record UnreadJson(JsonElement Element, object? Value = null)
{
    /// <summary>Reads any value.</summary>
    /// <param name="reader">At the value; afterwards at its last token.</param>
    /// <returns>The value.</returns>
    public static UnreadJson Read(ref Utf8JsonReader reader) => new(JsonElement.ParseValue(ref reader));
}

/// <summary>A model that keeps unreadable values.</summary>
internal interface IKeepsUnread
{
    /// <summary>Keeps a value with an undocumented structure.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="element">Its value.</param>
    void Keep(string name, JsonElement element);
}
