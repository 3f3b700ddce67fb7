using System.Globalization;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>The building blocks of the sections of a page.</summary>
internal static class Parts
{
    /// <summary>Creates a section with a heading, which the table of contents links to.</summary>
    /// <param name="id">The ID: a constant.</param>
    /// <param name="title">The heading.</param>
    /// <param name="lead">A sentence that explains the section.</param>
    public static HtmlElement Section(string id, string title, string lead) => new HtmlElement("section")
        .Attribute("id", id)
        .Attribute("aria-labelledby", id + "-title")
        .Add(
            new HtmlElement("h2").Attribute("id", id + "-title").Text(title),
            new HtmlElement("p", "lead").Text(lead));

    /// <summary>Creates a subsection with a heading.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="children">The content.</param>
    /// <returns>The subsection.</returns>
    public static HtmlElement Block(string title, params HtmlElement?[] children) =>
        new HtmlElement("div", "block").Add(new HtmlElement("h3").Text(title)).Add(children);

    /// <summary>Creates a chart with a caption.</summary>
    /// <param name="title">The caption.</param>
    /// <param name="subtitle">The secondary text below; null for none.</param>
    /// <param name="charts">The charts.</param>
    public static HtmlElement Figure(string title, string? subtitle, params HtmlElement?[] charts) => new HtmlElement("figure")
        .Add(new HtmlElement("figcaption").Add(new HtmlElement("strong").Text(title), Quiet(subtitle)))
        .Add(charts);

    /// <summary>Creates secondary text in a muted colour.</summary>
    /// <param name="text">The text; null or empty for none.</param>
    /// <returns>The element; null without text.</returns>
    public static HtmlElement? Quiet(string? text) =>
        string.IsNullOrEmpty(text) ? null : new HtmlElement("span", "quiet").Text(text);

    /// <summary>Creates a note with the number of hidden items.</summary>
    /// <param name="hidden">The number of hidden items.</param>
    /// <param name="noun">The singular name of the hidden items.</param>
    /// <returns>The note; null if everything is shown.</returns>
    public static HtmlElement? NotShown(long hidden, string noun = "row") =>
        hidden <= 0 ? null : new HtmlElement("p", "note").Text(ReportWords.Counted(hidden, noun) + " not shown");

    /// <summary>Creates a word with a colour and an icon, so that the colour is never the only cue.</summary>
    public static HtmlElement Badge((Tone Tone, string Word) meaning) =>
        new HtmlElement("span", "badge " + ClassOf(meaning.Tone)).Add(Icon(meaning.Tone)).Add(new HtmlElement("span").Text(meaning.Word));

    /// <summary>Creates the icon of a tone.</summary>
    /// <returns>A reference to a shape of <see cref="IconShapes"/>.</returns>
    public static HtmlElement Icon(Tone tone) => new HtmlElement("svg", "icon")
        .Attribute("viewBox", "0 0 16 16")
        .Attribute("aria-hidden", "true")
        .Add(new HtmlElement("use").Attribute("href", "#icon-" + NameOf(tone)));

    /// <summary>Creates the shapes that <see cref="Icon"/> refers to, once for a page.</summary>
    /// <returns>An invisible element.</returns>
    public static HtmlElement IconShapes() => new HtmlElement("svg", "hidden").Attribute("aria-hidden", "true").Add(
        Shape(Tone.Good, "M3 8.5l3.5 3.5L13 4.5"),
        Shape(Tone.Bad, "M4 4l8 8M12 4l-8 8"),
        Shape(Tone.Warn, "M8 2.5v7M8 13.2v.1"),
        Shape(Tone.Neutral, "M3.5 8h9"));

    /// <summary>The class of a tone.</summary>
    public static string ClassOf(Tone tone) => "tone-" + NameOf(tone);

    /// <summary>Formats a number for a data attribute.</summary>
    /// <param name="value">The number; null is empty.</param>
    /// <returns>The text, the same in every culture.</returns>
    public static string Data(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static HtmlElement Shape(Tone tone, string path) => new HtmlElement("symbol")
        .Attribute("id", "icon-" + NameOf(tone))
        .Attribute("viewBox", "0 0 16 16")
        .Add(new HtmlElement("path").Attribute("d", path));

    private static string NameOf(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Bad => "bad",
        Tone.Warn => "warn",
        _ => "neutral",
    };
}
