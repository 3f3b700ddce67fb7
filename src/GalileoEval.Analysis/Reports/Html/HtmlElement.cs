using System.Globalization;

namespace GalileoEval.Analysis.Reports.Html;

/// <summary>An HTML element with attributes and children. The writer encodes its content.</summary>
internal sealed class HtmlElement
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private readonly List<object> _children = [];

    /// <summary>Creates an element.</summary>
    /// <param name="name">The name: a constant of this assembly, never data.</param>
    /// <param name="className">The value of <c>class</c>; null for none.</param>
    public HtmlElement(string name, string? className = null)
    {
        Name = name;
        if (className is not null)
            Attribute("class", className);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The attributes in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    /// <summary>The children: a <see cref="string"/> is text, anything else an <see cref="HtmlElement"/>.</summary>
    public IReadOnlyList<object> Children => _children;

    /// <summary>Adds an attribute.</summary>
    /// <param name="name">The name: a constant of this assembly, never data.</param>
    /// <param name="value">The value; null adds nothing.</param>
    public HtmlElement Attribute(string name, string? value)
    {
        if (value is not null)
            _attributes.Add(new KeyValuePair<string, string>(name, value));
        return this;
    }

    /// <summary>Adds a numeric attribute, with at most two decimals.</summary>
    /// <param name="name">The name: a constant of this assembly, never data.</param>
    /// <param name="value">The value.</param>
    public HtmlElement Attribute(string name, double value) =>
        Attribute(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Adds text.</summary>
    /// <param name="text">The text; null or empty adds nothing.</param>
    public HtmlElement Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _children.Add(text!);
        return this;
    }

    /// <summary>Adds elements.</summary>
    /// <param name="children">The elements; one that is null adds nothing.</param>
    public HtmlElement Add(params HtmlElement?[] children) => AddAll(children);

    /// <summary>Adds elements.</summary>
    /// <param name="children">The elements; one that is null adds nothing.</param>
    public HtmlElement AddAll(IEnumerable<HtmlElement?> children)
    {
        foreach (HtmlElement? child in children)
        {
            if (child is not null)
                _children.Add(child);
        }

        return this;
    }
}
