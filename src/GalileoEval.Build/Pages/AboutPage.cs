using static GalileoEval.Build.Pages.MarkdownText;

namespace GalileoEval.Build.Pages;

/// <summary>A conceptual topic (<c>about_*.help.txt</c>) as a page. Its indentation is its markup: a line without is a
/// heading, one with two spaces a subheading, one with four text, and one with eight code.</summary>
internal static class AboutPage
{
    /// <summary>Creates the page.</summary>
    /// <param name="name">The name of the topic.</param>
    /// <param name="topic">Its text. The first section has only the name.</param>
    /// <param name="text">Converts its text.</param>
    internal static string Create(string name, string topic, MarkdownText text)
    {
        IEnumerable<string> blocks = Parts(topic.Replace("\r", "", StringComparison.Ordinal).Split('\n'))
            .Skip(2)
            .Select(part => Block(part.Indent, part.Lines, text));
        string[] head = [HelpPages.Notice($"src/GalileoEval/en-US/{name}.help.txt"), $"# {name}"];
        return string.Join("\n\n", head.Concat(blocks)) + "\n";
    }

    // Adjacent lines with the same indentation. More than eight spaces continue the code.
    private static List<(int Indent, List<string> Lines)> Parts(IEnumerable<string> lines)
    {
        List<(int Indent, List<string> Lines)> parts = [];
        bool ended = true;
        foreach (string line in lines)
        {
            int indent = Math.Min(line.Length - line.TrimStart().Length, 8);
            if (line.Trim().Length == 0)
            {
                ended = true;
                continue;
            }

            if (ended || parts[^1].Indent != indent)
                parts.Add((indent, []));
            parts[^1].Lines.Add(line[indent..].TrimEnd());
            ended = false;
        }

        return parts;
    }

    private static string Block(int indent, List<string> lines, MarkdownText text) => indent switch
    {
        0 => "## " + Heading(lines[0]),
        2 => "### " + Heading(lines[0]),
        8 => CodeBlock(text.HasPage(lines[0].Split(' ')[0]) ? "powershell" : "text", string.Join('\n', lines)),
        _ when lines.TrueForAll(line => !line.Contains(' ', StringComparison.Ordinal)) =>
            text.Paragraphs(lines.Select(line => "- " + line)),
        _ => text.Paragraphs([string.Join(' ', lines)]),
    };

    private static string Heading(string capitals) => Escape(capitals[0] + capitals[1..].ToLowerInvariant());
}
