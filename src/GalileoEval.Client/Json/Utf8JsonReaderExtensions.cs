using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>The counterparts of <see cref="JsonElementExtensions"/> for streaming reads.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>The name of a member.</summary>
    /// <param name="reader">The reader, at a name.</param>
    /// <returns>The name in UTF-8, valid until the reader advances; empty if it is not valid text.</returns>
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
    /// <returns>The text; its JSON if it contains a lone surrogate.</returns>
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
