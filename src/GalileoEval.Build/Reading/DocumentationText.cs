using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GalileoEval.Build.Reading;

/// <summary>Converts XML documentation to the plain text of the help.</summary>
public sealed partial class DocumentationText
{
    private readonly Func<string, string> _nameOf;

    /// <summary>Creates a converter.</summary>
    /// <param name="nameOf">Returns the name of a code reference (such as
    /// <c>T:GalileoEval.Commands.GetScaleTaskCommand</c>) in the help.</param>
    public DocumentationText(Func<string, string> nameOf)
    {
        _nameOf = nameOf;
    }

    /// <summary>The paragraphs of an element: each <c>para</c>, each item of a list, and the text between them.</summary>
    /// <param name="element">The element; null counts as empty.</param>
    /// <returns>The paragraphs; none of them is empty.</returns>
    public IReadOnlyList<string> Paragraphs(XElement? element) =>
        element is null ? [] : Paragraphs(element.Nodes());

    /// <summary>The paragraphs of some nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <returns>The paragraphs; none of them is empty.</returns>
    public IReadOnlyList<string> Paragraphs(IEnumerable<XNode> nodes)
    {
        List<string> paragraphs = [];
        StringBuilder open = new();
        foreach (XNode node in nodes)
        {
            if (node is not XElement { Name.LocalName: "para" or "list" } block)
            {
                open.Append(Inline(node));
                continue;
            }

            Close();
            if (block.Name.LocalName == "para")
                paragraphs.AddRange(Paragraphs(block));
            else if ((string?)block.Attribute("type") != "alertSet") // these are the notes
                paragraphs.AddRange(block.Elements("item").Select(item => "- " + Item(item)));
        }

        Close();
        return paragraphs;

        void Close()
        {
            string text = Fold(open.ToString());
            open.Clear();
            if (text.Length > 0)
                paragraphs.Add(text);
        }
    }

    /// <summary>An item of a list: its term and its description, or its own text.</summary>
    /// <param name="item">The <c>item</c> element.</param>
    /// <returns>One paragraph.</returns>
    public string Item(XElement item)
    {
        string[] parts = [.. item.Elements().Where(part => part.Name.LocalName is "term" or "description").Select(Line)];
        return parts.Length > 0 ? string.Join(": ", parts.Where(part => part.Length > 0)) : Line(item);
    }

    /// <summary>An element's text as one paragraph.</summary>
    /// <param name="element">The element; null counts as empty.</param>
    /// <returns>The text.</returns>
    public string Line(XElement? element) => string.Join(" ", Paragraphs(element));

    /// <summary>The text of a <c>code</c> element, without the common indentation.</summary>
    /// <param name="code">The element; null counts as empty.</param>
    /// <returns>The lines, joined by a line feed.</returns>
    public static string Code(XElement? code)
    {
        string before = (code?.PreviousNode as XText)?.Value ?? "";
        int indent = before.Length - (before.LastIndexOf('\n') + 1);
        IEnumerable<string> lines = (code?.Value ?? "").Replace("\r", "", StringComparison.Ordinal).Split('\n')
            .Select(line => line[Math.Min(indent, line.Length - line.TrimStart().Length)..].TrimEnd());
        return string.Join("\n", lines).Trim('\n');
    }

    private string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => Reference(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => (string?)name.Attribute("name") ?? "",
        XElement other => string.Concat(other.Nodes().Select(Inline)),
        _ => "",
    };

    private string Reference(XElement see)
    {
        if (see.Nodes().Any())
            return string.Concat(see.Nodes().Select(Inline));
        if ((string?)see.Attribute("cref") is string cref)
            return _nameOf(cref);
        return (string?)see.Attribute("langword") ?? (string?)see.Attribute("href") ?? "";
    }

    private static string Fold(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
