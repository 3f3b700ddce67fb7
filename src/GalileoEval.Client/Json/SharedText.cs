using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Interns short texts, so that a word that is repeated thousands of times in a response, such as a role or the key
/// of a question, is in memory once.</summary>
internal static class SharedText
{
    private const int MaximumLength = 40;

    // A fixed-size cache: a text replaces the one in its slot. Safe for concurrent writes, because a slot is one reference
    // and its content is compared before use.
    private static readonly string?[] Kept = new string?[512];

    /// <summary>The value of a string.</summary>
    /// <param name="reader">The reader, at a string.</param>
    /// <returns>The text; the cached object if there is one.</returns>
    /// <exception cref="InvalidOperationException">The string has no value in .NET.</exception>
    [MethodImpl(Compiling.AtOnce)]
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > MaximumLength)
            return reader.GetString();

        ref string? place = ref Kept[PlaceOf(reader.ValueSpan)];
        string? kept = place;
        return kept is not null && IsSame(kept, ref reader) ? kept : place = reader.GetString();
    }

    [MethodImpl(Compiling.AtOnce)]
    private static bool IsSame(string kept, ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
                return reader.ValueTextEquals(kept);
            if (i >= kept.Length || kept[i] != text[i])
                return false;
        }

        return kept.Length == text.Length;
    }

    [MethodImpl(Compiling.AtOnce)]
    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        uint hash = 2166136261;
        foreach (byte character in text)
            hash = (hash ^ character) * 16777619;
        return (int)((hash ^ (hash >> 16)) % (uint)Kept.Length);
    }
}
