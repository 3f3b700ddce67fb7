using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads an object with arbitrary names. Any other value stays unread.</summary>
internal sealed class TolerantMapConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        UnreadJson value = UnreadJson.Read(ref reader);
        return JsonMap.From(value.Element) is { } map ? map : value;
    }
}
