using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Datasets;

/// <summary>Reads a user as the email address, otherwise the ID; null if both are missing.</summary>
internal sealed class GalileoUserConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement user = JsonElement.ParseValue(ref reader);
        return user.Member("email").Text() ?? user.Member("id").Text();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Users are only read.");
}
