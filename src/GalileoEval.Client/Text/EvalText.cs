using System.Globalization;
using System.Text;

namespace GalileoEval.Text;

/// <summary>Text from a service, made safe to show. The one place that does so: every message, warning, progress line and view
/// takes such text through here. The objects themselves keep it verbatim.</summary>
public static class EvalText
{
    /// <summary>The longest message of an error or a warning.</summary>
    public const int LongestMessage = 4000;

    private const int LongestId = 100;

    // Tags and variation selectors of plane 14, none of which shows, all begin with this one.
    private const char InvisiblePlane = '\uDB40';

    /// <summary>Whether a character can do more to a terminal than show itself: control characters (C0, C1, ESC among them),
    /// bidirectional controls and separators of lines, which make text read as something else, and zero-width characters,
    /// which make different texts look the same.</summary>
    /// <param name="c">The character.</param>
    /// <returns>True when it should not be shown.</returns>
    public static bool IsUnsafe(char c) => c < '\u00AD'
        ? char.IsControl(c)
        : c is '\u00AD' or '\u034F' or '\u061C' or '\uFEFF' or InvisiblePlane
            or (>= '\u180B' and <= '\u180E')
            or (>= '\u200B' and <= '\u200F')
            or (>= '\u2028' and <= '\u202E')
            or (>= '\u2060' and <= '\u206F')
            or (>= '\uFFF9' and <= '\uFFFB');

    /// <summary>Creates a text safe and preserves its spaces: a line break or a tab becomes a space, other unsafe
    /// characters are dropped, and a long text is truncated.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="maximumLength">The longest result, its ellipsis included.</param>
    /// <returns>One line without unsafe characters: the text itself when there is nothing to change.</returns>
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
    /// <returns>The ID itself, unless it is very long or has characters that should not be shown: then the part that can be shown, and
    /// a number that distinguishes it from other IDs.</returns>
    public static string Id(string? id)
    {
        string shown = OneLine(id, LongestId);
        return shown == (id ?? "") ? shown : string.Format(CultureInfo.InvariantCulture, "{0} (#{1:x16})", shown, Hash(id!));
    }

    /// <summary>JSON that is safe to show and still the same JSON.</summary>
    /// <param name="json">Valid JSON. It may have line breaks between its values.</param>
    /// <returns>The text with every unsafe character of its strings as an escape; the text itself when it has none.</returns>
    internal static string Json(string json)
    {
        // Valid JSON has the control characters below U+0020 outside its strings only, where they are white space.
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

            // Half of a pair must not stay behind as it is.
            if (isHidden && json[i] == InvisiblePlane && i + 1 < json.Length)
                text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)json[++i]);
        }

        return text.ToString();
    }

    /// <summary>A hash of a text (FNV-1a), the same in every process.</summary>
    /// <param name="text">The text.</param>
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

    /// <summary>As <see cref="Shown"/>, and folds white space: each run of it becomes one space, none is left at the ends.</summary>
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
