using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>A table. On a phone the style sheet shows each row as a card, so every cell has the name of its column, and the ARIA
/// roles are explicit: browsers drop the implicit ones when CSS changes the display of a table.</summary>
internal sealed class ReportTable
{
    // The longest interval of numbers below 100.
    private const int IntervalLength = 18;

    private readonly List<(string Title, string? ClassName)> _columns = [];
    private readonly HtmlElement _table;
    private readonly HtmlElement _header = new HtmlElement("tr").Attribute("role", "row");
    private readonly HtmlElement _body = new HtmlElement("tbody").Attribute("role", "rowgroup");
    private HtmlElement? _row;
    private int _column;

    /// <summary>Creates a table without columns.</summary>
    /// <param name="caption">What the table shows.</param>
    /// <param name="isCaptionShown">Whether the caption is visible, not only accessible to screen readers.</param>
    /// <param name="hasTools">Whether the script makes it sortable and filterable.</param>
    public ReportTable(string caption, bool isCaptionShown = false, bool hasTools = false)
    {
        _table = new HtmlElement("table").Attribute("role", "table").Attribute("data-tools", hasTools ? "" : null).Add(
            new HtmlElement("caption").Add(new HtmlElement("span", isCaptionShown ? null : "hidden").Text(caption)),
            new HtmlElement("thead").Attribute("role", "rowgroup").Add(_header),
            _body);
    }

    /// <summary>Adds a column. The first one contains the row headers.</summary>
    /// <param name="title">The header.</param>
    /// <param name="className">The class of the cells; null for none.</param>
    /// <param name="header">Additional content of the header; null for none.</param>
    /// <param name="isChoice">Whether the script offers the values of the column as filters.</param>
    public ReportTable Column(string title, string? className = null, HtmlElement? header = null, bool isChoice = false)
    {
        _columns.Add((title, className));
        _header.Add(new HtmlElement("th", className)
            .Attribute("scope", "col")
            .Attribute("role", "columnheader")
            .Attribute("data-number", className == "number" ? "" : null)
            .Attribute("data-choice", isChoice ? "" : null)
            .Add(header)
            .Add(new HtmlElement("span", header is null ? null : "hidden").Text(title)));
        return this;
    }

    /// <summary>Begins a row.</summary>
    public ReportTable Row()
    {
        _row = new HtmlElement("tr").Attribute("role", "row");
        _body.Add(_row);
        _column = 0;
        return this;
    }

    /// <summary>Adds a cell of text to the row.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quiet">The secondary text below; null for none.</param>
    /// <param name="data">What the column is sorted by, where that is not the text.</param>
    public ReportTable Cell(string? text, string? quiet = null, string? data = null)
    {
        // Thousands of rows open faster without elements and attributes that add nothing.
        string? different = data == (text ?? "") ? null : data;
        if (string.IsNullOrEmpty(text) && quiet is null)
            return Cell((HtmlElement?)null, different);

        return Cell(
            new HtmlElement("span", IsWhole(text) ? "whole" : null).Text(text).Add(
                quiet?.Length <= IntervalLength && IsWhole(text) ? new HtmlElement("span", "quiet whole").Text(quiet) : Parts.Quiet(quiet)),
            different);
    }

    /// <summary>Adds a cell to the row.</summary>
    /// <param name="content">The content; null for none.</param>
    /// <param name="data">What the column is sorted by, where that is not the text.</param>
    public ReportTable Cell(HtmlElement? content, string? data = null)
    {
        (string title, string? className) = _columns[_column];
        HtmlElement cell = _column == 0
            ? new HtmlElement("th", className).Attribute("scope", "row").Attribute("role", "rowheader")
            : new HtmlElement("td", className).Attribute("role", "cell").Attribute("data-label", title);
        _row!.Add(cell.Attribute("data-value", data).Add(content));
        _column++;
        return this;
    }

    // Numbers do not wrap; words in a number column may.
    private bool IsWhole(string? text) => _columns[_column].ClassName == "number" && text?.Length <= 24;

    /// <summary>Ends the table.</summary>
    public HtmlElement ToElement() => _table;
}
