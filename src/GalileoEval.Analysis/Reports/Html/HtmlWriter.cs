using System.Text;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Html;

/// <summary>
/// Writes elements in the syntax of HTML: void elements have no end tag, every other element has one, and the content of
/// <c>style</c> and <c>script</c> is not encoded, because browsers do not decode it. All other text is encoded; invalid and
/// invisible formatting characters become U+FFFD.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HashSet<string> VoidElements = new(StringComparer.Ordinal)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    };

    private readonly StringBuilder _output;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Receives the page.</param>
    public HtmlWriter(StringBuilder output)
    {
        _output = output;
    }

    /// <summary>Writes a page.</summary>
    /// <param name="root">The element <c>html</c>.</param>
    public void WriteDocument(HtmlElement root)
    {
        _output.Append("<!DOCTYPE html>\n");
        Write(root);
        _output.Append('\n');
    }

    /// <summary>Writes an element and its descendants.</summary>
    /// <exception cref="InvalidOperationException">A void element has children, or the content of <c>style</c> or
    /// <c>script</c> would end it.</exception>
    public void Write(HtmlElement element)
    {
        _output.Append('<');
        _output.Append(element.Name);
        foreach (KeyValuePair<string, string> attribute in element.Attributes)
        {
            _output.Append(' ');
            _output.Append(attribute.Key);
            _output.Append("=\"");
            WriteEncoded(attribute.Value);
            _output.Append('"');
        }

        _output.Append('>');
        if (VoidElements.Contains(element.Name))
        {
            if (element.Children.Count > 0)
                throw new InvalidOperationException($"The element {element.Name} cannot have children.");
            return;
        }

        bool isRaw = element.Name is "style" or "script";
        foreach (object child in element.Children)
        {
            if (child is HtmlElement inner)
                Write(inner);
            else if (isRaw)
                WriteRaw(element.Name, (string)child);
            else
                WriteEncoded((string)child);
        }

        _output.Append("</");
        _output.Append(element.Name);
        _output.Append('>');
    }

    private void WriteRaw(string name, string text)
    {
        // Both would end the element, or change how a script is parsed.
        if (text.Contains("</") || text.Contains("<!--"))
            throw new InvalidOperationException($"The content of the element {name} would end it.");
        _output.Append(text);
    }

    private void WriteEncoded(string text)
    {
        string valid = ReportText.Valid(text);
        int written = 0;
        for (int i = 0; i < valid.Length; i++)
        {
            string? encoded = valid[i] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => null };
            if (encoded is null)
                continue;
            _output.Append(valid, written, i - written).Append(encoded);
            written = i + 1;
        }

        _output.Append(valid, written, valid.Length - written);
    }
}
