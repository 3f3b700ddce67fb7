using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads that do as those of <see cref="JsonElementExtensions"/>, where the text is read in passing.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>The name of a member.</summary>
    /// <param name="reader">The reader, at a name.</param>
    /// <returns>The name in UTF-8, to be compared before the reader goes on; empty if it is no text in .NET.</returns>
    [MethodImpl(Compiling.AtOnce)]
    public static ReadOnlySpan<byte> Name(this ref Utf8JsonReader reader) =>
        reader.HasValueSequence || reader.ValueIsEscaped ? UnescapedName(ref reader) : reader.ValueSpan;

    private static ReadOnlySpan<byte> UnescapedName(ref Utf8JsonReader reader)
    {
        try
        {
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>The value of a string.</summary>
    /// <param name="reader">The reader, at a string.</param>
    /// <returns>The text; its JSON where it holds an unpaired surrogate.</returns>
    [MethodImpl(Compiling.AtOnce)]
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
