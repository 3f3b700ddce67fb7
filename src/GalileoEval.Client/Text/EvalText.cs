using System.Globalization;
using System.Text;

namespace GalileoEval.Text;

/// <summary>Text from a server, made fit for one line of a terminal.</summary>
public static class EvalText
{
    /// <summary>Whether a character can do more to a terminal than show itself: control characters, ESC among them, and those
    /// that turn the direction of what follows, so that it reads as something else.</summary>
    /// <param name="c">The character.</param>
    /// <returns>True when it should not be shown.</returns>
    public static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A value in the same words in every culture.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The text; of a time such as <c>2025-03-09 14:05:00Z</c>.</returns>
    internal static string Invariant(object? value) => value is DateTime time
        ? time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Folds white space, drops control characters (ESC among them) and turns of direction, and cuts what is too long.</summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="maximumLength">The longest result, its ellipsis included.</param>
    /// <returns>One line without control characters.</returns>
    public static string OneLine(string? text, int maximumLength = 500)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        StringBuilder line = new(Math.Min(text!.Length, maximumLength));
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = line.Length > 0;
                continue;
            }

            if (IsUnsafe(c))
                continue;

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(c);
            if (line.Length > maximumLength)
            {
                int end = maximumLength - 1;
                if (char.IsHighSurrogate(line[end - 1]))
                    end--;
                line.Length = end;
                return line.Append('…').ToString();
            }
        }

        return line.ToString();
    }
}
