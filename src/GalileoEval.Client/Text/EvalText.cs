using System.Globalization;
using System.Text;

namespace GalileoEval.Text;

/// <summary>Sanitizes text from a service for display. Every message, warning, progress line and view uses it. The
/// objects themselves keep the text verbatim.</summary>
public static class EvalText
{
    /// <summary>The longest message of an error or a warning.</summary>
    public const int LongestMessage = 4000;

    private const int LongestId = 100;

    // The high surrogate of all tags and variation selectors of plane 14, which are invisible.
    private const char InvisiblePlane = '\uDB40';

    /// <summary>Whether a character is unsafe in a terminal: control characters (C0 and C1, including ESC),
    /// bidirectional controls and line separators, which make text read as something else, and zero-width characters,
    /// which make different texts look the same.</summary>
    /// <param name="c">The character.</param>
    /// <returns>True if it must not be displayed.</returns>
    public static bool IsUnsafe(char c) => c < '\u00AD'
        ? char.IsControl(c)
        : c is '\u00AD' or '\u034F' or '\u061C' or '\uFEFF' or InvisiblePlane
            or (>= '\u180B' and <= '\u180E')
            or (>= '\u200B' and <= '\u200F')
            or (>= '\u2028' and <= '\u202E')
            or (>= '\u2060' and <= '\u206F')
            or (>= '\uFFF9' and <= '\uFFFB');

    /// <summary>Sanitizes text and preserves its spaces: a line break or a tab becomes a space, other unsafe
    /// characters are dropped, and a long text is truncated.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="maximumLength">The maximum length of the result, including the ellipsis.</param>
    /// <returns>One line without unsafe characters: the text itself if nothing has to be changed.</returns>
    public static string Shown(string? text, int maximumLength = 500)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text!.Length <= maximumLength && !text.Any(IsUnsafe))
            return text;

        StringBuilder line = new(Math.Min(text.Length, maximumLength));
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!IsUnsafe(c))
                line.Append(c);
            else if (char.IsWhiteSpace(c))
                line.Append(' ');
            else if (c == InvisiblePlane)
                i++;

            if (line.Length > maximumLength)
                return Cut(line, maximumLength);
        }

        return line.ToString();
    }

    /// <summary>An ID for messages.</summary>
    /// <param name="id">The ID; null is empty.</param>
    /// <returns>The ID itself, unless it is very long or has unsafe characters: then its safe part, and a number that
    /// distinguishes it from other IDs.</returns>
    public static string Id(string? id)
    {
        string shown = OneLine(id, LongestId);
        return shown == (id ?? "") ? shown : string.Format(CultureInfo.InvariantCulture, "{0} (#{1:x16})", shown, Hash(id!));
    }

    /// <summary>Escapes JSON for display without changing its value.</summary>
    /// <param name="json">Valid JSON. It may have line breaks between its values.</param>
    /// <returns>The text with the unsafe characters of its strings escaped; the text itself if it has none.</returns>
    internal static string Json(string json)
    {
        // In valid JSON, control characters below U+0020 occur only outside strings, as white space.
        if (!json.Any(static c => c >= '\u007F' && IsUnsafe(c)))
            return json;

        StringBuilder text = new(json.Length + 16);
        for (int i = 0; i < json.Length; i++)
        {
            bool isHidden = json[i] >= '\u007F' && IsUnsafe(json[i]);
            if (isHidden)
                text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)json[i]);
            else
                text.Append(json[i]);

            // Both halves of a surrogate pair must be escaped.
            if (isHidden && json[i] == InvisiblePlane && i + 1 < json.Length)
                text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)json[++i]);
        }

        return text.ToString();
    }

    /// <summary>A hash of a text (FNV-1a), the same in every process.</summary>
    /// <returns>64 bits.</returns>
    internal static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 1099511628211);
        return hash;
    }

    /// <summary>Formats a value independently of the culture.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The text; of a time such as <c>2025-03-09 14:05:00Z</c>.</returns>
    internal static string Invariant(object? value) => value is DateTime time
        ? UtcText.ToUtc(time).ToString("u", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>As <see cref="Shown"/>, and collapses and trims white space.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="maximumLength">The longest result, its ellipsis included.</param>
    /// <returns>One line without unsafe characters.</returns>
    public static string OneLine(string? text, int maximumLength = 500)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        StringBuilder line = new(Math.Min(text!.Length, maximumLength));
        bool gap = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                gap = line.Length > 0;
                continue;
            }

            if (IsUnsafe(c))
            {
                if (c == InvisiblePlane)
                    i++;
                continue;
            }

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(c);
            if (line.Length > maximumLength)
                return Cut(line, maximumLength);
        }

        return line.ToString();
    }

    private static string Cut(StringBuilder line, int maximumLength)
    {
        int end = maximumLength - 1;
        if (char.IsHighSurrogate(line[end - 1]))
            end--;
        line.Length = end;
        return line.Append('…').ToString();
    }
}
