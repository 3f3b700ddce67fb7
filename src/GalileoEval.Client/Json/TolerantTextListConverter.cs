using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads a list of texts. A list with any other item, and any other value, stays unread.</summary>
internal sealed class TolerantTextListConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        UnreadJson value = UnreadJson.Read(ref reader);
        string?[] texts = [.. value.Element.Items().Select(item => item.Text())];
        return value.Element.ValueKind == JsonValueKind.Array && texts.All(text => text is not null)
            ? new EvalList<string>(texts!)
            : value;
    }
}
