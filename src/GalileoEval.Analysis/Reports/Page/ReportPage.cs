using System.Security.Cryptography;
using System.Text;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>
/// The report as a self-contained page. The Content-Security-Policy allows only its own style sheet and script, by their
/// hashes, so that text of a service would not run even if it were not encoded.
/// </summary>
internal static class ReportPage
{
    /// <summary>The maximum size of a page, in bytes. A page of this size opens in less than a second.</summary>
    public const int MaximumSize = 1536 * 1024;

    private static readonly Lazy<string> Style = new(() => Resource("report.css"));
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));

    /// <summary>Writes the page. Tables have fewer rows if it would be too large.</summary>
    /// <returns>The page.</returns>
    public static string Write(ReportModel model, CancellationToken cancellationToken)
    {
        for (int rows = model.Options.MaximumRow; ; rows /= 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StringBuilder page = new();
            new HtmlWriter(page).WriteDocument(Document(model, rows));
            string text = page.ToString();
            if (Encoding.UTF8.GetByteCount(text) <= MaximumSize || rows <= 1)
                return text;
        }
    }

    private static HtmlElement Document(ReportModel model, int rows)
    {
        HtmlElement?[] sections =
        [
            VerdictSection.Create(model),
            VerdictSection.CreateGates(model, rows),
            MetricsSection.Create(model, rows),
            ComparisonSection.Create(model, rows),
            TrendSection.Create(model, rows),
            LabelsSection.Create(model, rows),
            WorkSection.Create(model, rows),
            WorkSection.CreateScores(model, rows),
            Provenance(model),
        ];
        HtmlElement body = new HtmlElement("body").Add(
            Parts.IconShapes(),
            new HtmlElement("a", "skip").Attribute("href", "#content").Text("Skip to the content"),
            new HtmlElement("div", "page").Add(
                Header(model, sections),
                new HtmlElement("main").Attribute("id", "content").AddAll(sections),
                new HtmlElement("footer").Add(new HtmlElement("p").Text(
                    $"Made by GalileoEval {ReportText.Name(model.Options.ModuleVersion)} on {ReportNumber.Time(model.Options.CreatedAt)}. This file loads nothing from a network."))),
            new HtmlElement("script").Text(Script.Value));
        return new HtmlElement("html").Attribute("lang", "en").Add(Head(model), body);
    }

    private static HtmlElement Head(ReportModel model) => new HtmlElement("head").Add(
        new HtmlElement("meta").Attribute("charset", "utf-8"),
        new HtmlElement("meta").Attribute("http-equiv", "Content-Security-Policy").Attribute(
            "content",
            $"default-src 'none'; style-src 'sha256-{HashOf(Style.Value)}'; script-src 'sha256-{HashOf(Script.Value)}'; base-uri 'none'; form-action 'none'"),
        new HtmlElement("meta").Attribute("name", "viewport").Attribute("content", "width=device-width, initial-scale=1"),
        new HtmlElement("meta").Attribute("name", "color-scheme").Attribute("content", "light dark"),
        new HtmlElement("meta").Attribute("name", "referrer").Attribute("content", "no-referrer"),
        new HtmlElement("title").Text(model.Options.Title),
        new HtmlElement("style").Text(Style.Value));

    private static HtmlElement Header(ReportModel model, HtmlElement?[] sections)
    {
        HtmlElement[] linked = [.. sections.OfType<HtmlElement>().Skip(1)];
        return new HtmlElement("header").Add(
            new HtmlElement("div", "top").Add(
                new HtmlElement("h1").Text(model.Options.Title),
                new HtmlElement("p").Text(ReportNumber.Time(model.Options.CreatedAt))),
            linked.Length < 2 ? null : new HtmlElement("nav", "contents").Attribute("aria-label", "Contents").Add(
                new HtmlElement("ul").Attribute("role", "list").AddAll(linked.Select(static section => new HtmlElement("li").Add(
                    new HtmlElement("a")
                        .Attribute("href", "#" + section.Attributes.First(static one => one.Key == "id").Value)
                        .Text((string)((HtmlElement)section.Children[0]).Children[0]))))));
    }

    private static HtmlElement Provenance(ReportModel model) =>
        Parts.Section("provenance", "Provenance", "Where the figures come from, and what is not shown.").Add(
            new HtmlElement("dl", "facts").AddAll(model.Provenance.SelectMany(static fact => new[]
            {
                new HtmlElement("dt").Text(fact.Name),
                new HtmlElement("dd").Text(fact.Value),
            })));

    // A browser hashes the parsed content, whose line ends are line feeds.
    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string HashOf(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
#if NET
        return Convert.ToBase64String(SHA256.HashData(bytes));
#else
        using SHA256 algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(bytes));
#endif
    }
}
