using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads a list of texts. Any other value stays unread, and so does a list with other items, whose texts are read.</summary>
internal sealed class TolerantTextListConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        UnreadJson value = UnreadJson.Read(ref reader);
        string[] texts = [.. value.Element.Items().Select(item => item.Text()).OfType<string>()];
        bool isWhole = value.Element.ValueKind == JsonValueKind.Array && texts.Length == value.Element.GetArrayLength();
        return isWhole ? new EvalList<string>(texts)
            : texts.Length > 0 ? value with { Value = new EvalList<string>(texts) }
            : value;
    }
}
