using System.Text;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports;

/// <summary>Writes GitHub Flavored Markdown. Text is escaped, so that it never becomes a link, a mention or HTML.</summary>
internal sealed class MarkdownWriter
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    private readonly StringBuilder _output = new();

    /// <summary>Escapes text.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <returns>One line that renders literally.</returns>
    public static string Escaped(string? text)
    {
        StringBuilder escaped = new();
        string valid = ReportText.Valid(text ?? "");
        for (int i = 0; i < valid.Length; i++)
        {
            char c = valid[i];
            switch (c)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '\n' or '\t':
                    escaped.Append(' ');
                    break;
                case '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$' or '!':
                    escaped.Append('\\').Append(c);
                    break;
                // GitHub detects mentions and references in the rendered text: a zero-width space prevents that, an escape does
                // not.
                case '@' or '#':
                    escaped.Append(c).Append('\u200B');
                    break;
                case ':' when i + 1 < valid.Length && valid[i + 1] == '/':
                    escaped.Append(":\u200B");
                    break;
                case '.' when i >= 3 && string.Compare(valid, i - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0:
                    escaped.Append(".\u200B");
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>Renders numbers as a line of block characters.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="fromZero">Whether the lowest block is zero instead of the smallest number.</param>
    /// <returns>A character for each number; empty for none.</returns>
    public static string Sparkline(IReadOnlyList<double> values, bool fromZero = true)
    {
        if (values.Count == 0)
            return "";
        double low = fromZero ? 0 : values.Min();
        double range = values.Max() - low;
        return string.Concat(values.Select(value =>
            Blocks[range > 0 ? (int)Math.Round((Blocks.Length - 1) * Math.Max(0, value - low) / range) : 0]));
    }

    /// <summary>Writes a heading.</summary>
    /// <param name="level">The level, from 1.</param>
    /// <param name="text">The text.</param>
    public void Heading(int level, string text) =>
        _output.Append(_output.Length == 0 ? "" : "\n").Append('#', level).Append(' ').Append(Escaped(text)).Append('\n');

    /// <summary>Writes a paragraph.</summary>
    /// <param name="markdown">The text, escaped.</param>
    public void Paragraph(string markdown) => _output.Append('\n').Append(markdown).Append('\n');

    /// <summary>Writes an item of a list.</summary>
    /// <param name="markdown">The text, escaped.</param>
    public void Item(string markdown) => _output.Append("\n- ").Append(markdown);

    /// <summary>Writes the number of hidden rows.</summary>
    /// <param name="hidden">The number of hidden rows; nothing is written for 0.</param>
    public void NotShown(long hidden)
    {
        if (hidden > 0)
            Paragraph($"_{ReportWords.Counted(hidden, "row")} not shown_");
        else
            _output.Append('\n');
    }

    /// <summary>Writes a table with its heading; nothing for no rows.</summary>
    /// <typeparam name="T">The type of a row.</typeparam>
    /// <param name="title">The heading.</param>
    /// <param name="columns">The columns; a name that ends with &gt; is right-aligned.</param>
    /// <param name="items">The rows.</param>
    /// <param name="rows">The maximum number of rows.</param>
    /// <param name="cells">The cells of a row, as text.</param>
    public void Table<T>(string title, string[] columns, IReadOnlyList<T> items, int rows, Func<T, string?[]> cells)
    {
        if (items.Count == 0)
            return;
        Heading(2, title);
        _output.Append('\n');
        Row(columns.Select(static column => column.TrimEnd('>')));
        _output.Append('|').Append(string.Concat(columns.Select(static column => column.Length > 0 && column[column.Length - 1] == '>' ? " ---: |" : " --- |"))).Append('\n');
        foreach (T item in items.Take(rows))
            Row(cells(item));
        if (items.Count > rows)
            NotShown(items.Count - rows);
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _output.ToString();

    private void Row(IEnumerable<string?> cells)
    {
        _output.Append('|');
        foreach (string? cell in cells)
            _output.Append(' ').Append(Escaped(cell)).Append(" |");
        _output.Append('\n');
    }
}
