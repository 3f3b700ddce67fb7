using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Json;

/// <summary>Reads a value or, where it has another shape than documented, an <see cref="UnreadJson"/>. For a property whose setter
/// keeps that: one odd value must not fail the object around it.</summary>
internal abstract class TolerantConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These values are only read.");
}
