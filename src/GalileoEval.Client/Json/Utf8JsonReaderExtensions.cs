using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads that do as those of <see cref="JsonElementExtensions"/>, where the text is read in passing.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>The value of a string.</summary>
    /// <param name="reader">The reader, at a string.</param>
    /// <returns>The text; its JSON where it holds half of a surrogate pair.</returns>
    public static string? Text(this ref Utf8JsonReader reader)
    {
        try
        {
            return SharedText.Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            return JsonElement.ParseValue(ref reader).Text();
        }
    }
}
