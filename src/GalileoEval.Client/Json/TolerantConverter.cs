using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Json;

/// <summary>Reads a value or, if its structure is undocumented, an <see cref="UnreadJson"/>, which the setter of the property
/// keeps: one unexpected value must not fail the whole object.</summary>
internal abstract class TolerantConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These values are only read.");
}
