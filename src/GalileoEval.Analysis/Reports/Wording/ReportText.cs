using System.Text;
using GalileoEval.Text;

namespace GalileoEval.Analysis.Reports.Wording;

/// <summary>Sanitizes text from a service or a user for a report of any format.</summary>
internal static class ReportText
{
    private const string HashPrefix = "sha256:";

    /// <summary>The longest name or label.</summary>
    public const int NameLength = 160;

    /// <summary>The longest message.</summary>
    public const int MessageLength = 500;

    /// <summary>The longest text of a record, or traceback.</summary>
    public const int BlockLength = 4000;

    /// <summary>A name or a label.</summary>
    /// <returns>One line of at most <see cref="NameLength"/> characters; null if there is nothing.</returns>
    public static string? Name(string? text) => Line(text, NameLength);

    /// <summary>A message.</summary>
    /// <returns>One line of at most <see cref="MessageLength"/> characters; null if there is nothing.</returns>
    public static string? Message(string? text) => Line(text, MessageLength);

    /// <summary>A text of several lines.</summary>
    /// <returns>At most <see cref="BlockLength"/> characters, without unsafe ones; null if there is nothing.</returns>
    public static string? Block(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        // One more character, because a carriage return may be followed by a line feed.
        string taken = text!.Length > BlockLength + 1 ? text.Substring(0, BlockLength + 1) : text;
        string valid = Valid(taken.Replace("\r\n", "\n").Replace('\r', '\n').Trim('\n'));
        return text.Length > BlockLength
            ? new StringBuilder().Append(valid, 0, Math.Min(valid.Length, BlockLength - 1)).Append('…').ToString()
            : valid;
    }

    /// <summary>Returns the placeholder for a key or a label that is not shown.</summary>
    /// <param name="text">The text, or its hash if it is from a baseline.</param>
    /// <returns>The first eight hexadecimal digits of its SHA-256 hash.</returns>
    public static string Hash(string text)
    {
        bool isHash = text.Length == HashPrefix.Length + 64 && text.StartsWith(HashPrefix, StringComparison.Ordinal);
        return (isHash ? text : ScoreKeyText.Hash(text)).Substring(HashPrefix.Length, 8);
    }

    /// <summary>Replaces characters that are invalid in HTML, XML or JSON, and invisible ones that affect others: control
    /// characters, lone surrogates, noncharacters and bidirectional formatting.</summary>
    /// <returns>The text with U+FFFD in their place; tabs and line feeds stay.</returns>
    public static string Valid(string text)
    {
        int first = FirstInvalid(text, 0);
        if (first < 0)
            return text;
        StringBuilder valid = new(text.Length);
        int start = 0;
        for (int at = first; at >= 0; at = FirstInvalid(text, start))
        {
            valid.Append(text, start, at - start).Append('\uFFFD');
            start = at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1);
        }

        return valid.Append(text, start, text.Length - start).ToString();
    }

    private static string? Line(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        string line = Valid(EvalText.OneLine(text, length));
        return line.Length == 0 ? null : line;
    }

    private static int FirstInvalid(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\n' or '\t')
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                if (IsNoncharacter(char.ConvertToUtf32(c, text[i + 1])))
                    return i;
                i++;
                continue;
            }

            if (char.IsSurrogate(c) || IsNoncharacter(c) || EvalText.IsUnsafe(c))
                return i;
        }

        return -1;
    }

    private static bool IsNoncharacter(int code) => code is >= 0xFDD0 and <= 0xFDEF || (code & 0xFFFE) == 0xFFFE;
}
