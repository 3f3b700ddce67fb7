using System.Text;
using System.Text.RegularExpressions;

namespace GalileoEval.Build.Pages;

/// <summary>Converts the plain text of the help to Markdown. Text never becomes markup. The names of other pages
/// become links, and what a user types becomes code.</summary>
internal sealed partial class MarkdownText
{
    private const int Width = 120;

    private readonly IReadOnlySet<string> _pages;
    private readonly string _page;

    /// <summary>Creates a converter.</summary>
    /// <param name="pages">The names of the pages: the cmdlets and the topic about the module.</param>
    /// <param name="page">The name of this page, which has no link to itself.</param>
    internal MarkdownText(IReadOnlySet<string> pages, string page)
    {
        _pages = pages;
        _page = page;
    }

    /// <summary>Text without links and code, such as a heading.</summary>
    internal static string Escape(string text) => Special().Replace(text, @"\$0");

    /// <summary>Code in a line.</summary>
    internal static string Code(string text) => $"`{text}`";

    /// <summary>A block of code.</summary>
    internal static string CodeBlock(string language, string code) => $"```{language}\n{code}\n```";

    /// <summary>A table. A row is one line, however long.</summary>
    internal static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows) =>
        string.Join('\n', rows.Prepend(header.Select(_ => "---")).Prepend(header).Select(Row));

    /// <summary>Paragraphs; items of a list (<c>- </c>) are adjacent lines.</summary>
    internal string Paragraphs(IEnumerable<string> paragraphs)
    {
        StringBuilder all = new();
        bool wasItem = false;
        foreach (string paragraph in paragraphs)
        {
            bool isItem = paragraph.StartsWith("- ", StringComparison.Ordinal);
            if (all.Length > 0)
                all.Append(isItem && wasItem ? "\n" : "\n\n");
            all.Append(isItem ? "- " + Wrap(Line(paragraph[2..]), "  ") : Wrap(Line(paragraph), ""));
            wasItem = isItem;
        }

        return all.ToString();
    }

    /// <summary>One line of text.</summary>
    internal string Line(string text)
    {
        StringBuilder line = new();
        int end = 0;
        foreach (Match token in Token().Matches(text))
        {
            line.Append(Escape(text[end..token.Index])).Append(Typed(token));
            end = token.Index + token.Length;
        }

        line.Append(Escape(text[end..]));
        // Adjacent code, such as a cmdlet with its parameter, is one.
        return LineStart().Replace(line.Replace("` `", " ").ToString(), @"$1\");
    }

    /// <summary>Whether a name has a page.</summary>
    internal bool HasPage(string name) => _pages.Contains(name);

    /// <summary>A link to the page of a name; code if it has none.</summary>
    internal string Link(string name) => HasPage(name) && name != _page ? $"[{name}]({name}.md)" : Code(name);

    private string Typed(Match token)
    {
        if (token.Groups["name"].Success)
            return Link(token.Value);
        return token.Groups["url"].Success && !token.Value.Contains('<', StringComparison.Ordinal) ? $"<{token.Value}>" : Code(token.Value);
    }

    private static string Row(IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal)))} |";

    private static string Wrap(string text, string indent)
    {
        StringBuilder wrapped = new();
        int length = indent.Length;
        foreach (Match word in Word().Matches(text))
        {
            if (length > indent.Length)
            {
                // A word such as - or 1. would begin a list at the start of a line.
                bool breaks = length + 1 + word.Length > Width && !BlockStart().IsMatch(word.Value);
                wrapped.Append(breaks ? "\n" + indent : " ");
                length = breaks ? indent.Length : length + 1;
            }

            wrapped.Append(word.Value);
            length += word.Length;
        }

        return wrapped.ToString();
    }

    // What has a meaning in the middle of a line. An underscore within a word has none.
    [GeneratedRegex(@"[\\`*\[\]<~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)")]
    private static partial Regex Special();

    [GeneratedRegex(
        """
        (?<url>https?://\S*[\w/])
        |(?<name>\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b|\babout_\w+)
        |(?<![\w-])-[A-Z]\w*(:\$\w+)?
        |\$[A-Za-z]\w*(:\w+|\[[^\]]*\])?
        |\b(GET|POST|PUT|PATCH|DELETE)[ ]/[\w/{}-]+
        |\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+>#=|]))")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"^([-+>#=|]|\d+[.)]$)")]
    private static partial Regex BlockStart();

    [GeneratedRegex("(`[^`]*`|[^\\s`])+")]
    private static partial Regex Word();
}
