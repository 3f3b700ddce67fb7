using Deque.AxeCore.Playwright;
using GalileoEval.Analysis.Reports;
using Microsoft.Playwright;

namespace GalileoEval.Analysis.Tests.Reports;

/// <summary>The page in a real browser.</summary>
public sealed class ReportBrowserTests(ReportBrowser browser) : IClassFixture<ReportBrowser>
{
    private const string Hostile =
        "</td></table></style><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\" onmouseover=\"alert(4)\u001b]0;x\u0007\u202E\uD800&lt;";

    [BrowserFact]
    public async Task Loads_no_external_resource_and_has_no_error()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly());
        Assert.Empty(report.Messages);
        Assert.Single(report.Requests);
    }

    [BrowserFact]
    public async Task A_payload_in_every_field_is_inert()
    {
        await using OpenReport report = await OpenAsync(
            ReportSamples.Hostile(Hostile), options: ReportSamples.Options with { Title = Hostile, ModuleVersion = Hostile, IncludeText = true });
        Assert.Empty(report.Messages);
        Assert.Single(report.Requests);
        Assert.Equal(1, await report.Page.Locator("script").CountAsync());
        Assert.Equal(0, await report.Page.Locator("img, [onload], [onmouseover], [onerror]").CountAsync());
        string text = await TextAsync(report);
        Assert.Contains("<script>alert(1)</script>", text);
        Assert.DoesNotContain(text, static c => c is '\u202E' or '\u001b' || char.IsSurrogate(c));
        // The end tags in the text are not interpreted.
        Assert.Equal(await report.Page.Locator("section").CountAsync(), await report.Page.Locator("main > section").CountAsync());
        Assert.True(await report.Page.Locator("section").CountAsync() >= 8);
    }

    [BrowserFact]
    public async Task A_very_long_text_is_truncated()
    {
        string html = Html(ReportSamples.Hostile(new string('x', 1_000_000)), ReportSamples.Options with { IncludeText = true });
        Assert.True(html.Length < 300_000);
        foreach (int width in new[] { 360, 1280 })
        {
            await using OpenReport report = await browser.OpenAsync(html, new BrowserNewPageOptions { ViewportSize = new() { Width = width, Height = 800 } });
            Assert.Equal(width, await WidthAsync(report));
        }
    }

    [BrowserFact]
    public async Task Rows_are_sorted_by_a_column_and_back()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly());
        ILocator scores = report.Page.Locator("#scores");
        ILocator header = scores.GetByRole(AriaRole.Columnheader, new() { Name = "Score" });
        await header.GetByRole(AriaRole.Button).ClickAsync();
        double[] ascending = await ScoresAsync(scores);
        Assert.Equal(ascending.Order(), ascending);
        Assert.Equal("ascending", await header.GetAttributeAsync("aria-sort"));
        await header.GetByRole(AriaRole.Button).ClickAsync();
        double[] descending = await ScoresAsync(scores);
        Assert.Equal(ascending.OrderDescending(), descending);
        Assert.Equal("descending", await header.GetAttributeAsync("aria-sort"));
    }

    [BrowserFact]
    public async Task Rows_are_filtered_by_text_and_state()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly());
        ILocator work = report.Page.Locator("#work");
        ILocator rows = work.Locator("tbody tr:visible");
        await work.GetByRole(AriaRole.Combobox).SelectOptionAsync("Failed");
        Assert.Equal(2, await rows.CountAsync());
        await Assertions.Expect(work.Locator("output")).ToHaveTextAsync("2 of 17 rows");
        await work.GetByRole(AriaRole.Searchbox).FillAsync("BROKEN");
        Assert.Equal(1, await rows.CountAsync());
        await work.GetByRole(AriaRole.Searchbox).FillAsync("");
        await work.GetByRole(AriaRole.Combobox).SelectOptionAsync("");
        Assert.Equal(17, await rows.CountAsync());
    }

    [BrowserFact]
    public async Task Is_readable_with_scripts_off()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly(), new() { JavaScriptEnabled = false });
        Assert.Equal(17, await report.Page.Locator("#work tbody tr:visible").CountAsync());
        Assert.Equal(0, await report.Page.Locator(".tools, th button").CountAsync());
    }

    [BrowserFact]
    public async Task Fits_phones_and_wide_screens_without_scrolling_sideways()
    {
        foreach (int width in new[] { 360, 760, 1120, 1280, 1600 })
        {
            await using OpenReport report = await OpenAsync(ReportSamples.Nightly(), new() { ViewportSize = new() { Width = width, Height = 900 } });
            Assert.Equal(width, await WidthAsync(report));
            // A table that is too wide overflows its card.
            string[] wide = await report.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('table')].filter(table => table.getBoundingClientRect().right > table.closest('section').getBoundingClientRect().right - 10).map(table => table.caption.textContent)");
            Assert.Empty(wide);
        }
    }

    [BrowserFact]
    public async Task Draws_every_chart_on_a_phone()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly(), new() { ViewportSize = new() { Width = 360, Height = 900 } });
        ILocator charts = report.Page.Locator("tbody .drawn svg");
        double[] widths = await charts.EvaluateAllAsync<double[]>("all => all.map(one => one.getBoundingClientRect().width)");
        Assert.True(widths.Length > 5);
        Assert.All(widths, width => Assert.InRange(width, 60, 360));
    }

    [BrowserFact]
    public async Task Prints_tables_instead_of_the_cards_of_a_phone()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly(), new() { ViewportSize = new() { Width = 700, Height = 900 } });
        ILocator row = report.Page.Locator("#work tbody tr").First;
        Assert.Equal("block", await DisplayAsync(row));
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("table-row", await DisplayAsync(row));
        Assert.Equal("table-header-group", await DisplayAsync(report.Page.Locator("#work thead")));
        Assert.Equal(700, await WidthAsync(report));
    }

    [BrowserFact]
    public async Task Follows_the_color_scheme_and_is_light_in_print()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly(), new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(15, 21, 27)", await BackgroundAsync(report));
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await BackgroundAsync(report));
        Assert.False(await report.Page.Locator(".tools").First.IsVisibleAsync());
        Assert.False(await report.Page.Locator("nav").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Every_chart_has_a_text_alternative()
    {
        await using OpenReport report = await OpenAsync(ReportSamples.Nightly());
        string[] labels = await report.Page.Locator("svg.chart").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('role') === 'img' ? one.getAttribute('aria-label') ?? '' : '')");
        Assert.True(labels.Length > 30);
        Assert.All(labels, label => Assert.True(label.Length > 5, label));
    }

    [BrowserFact]
    public async Task Has_no_violation_of_accessibility_rules_in_light_and_dark()
    {
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (int width in new[] { 360, 1280 })
            {
                await using OpenReport report = await OpenAsync(
                    ReportSamples.Nightly(), new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
                var result = await report.Page.RunAxe();
                Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(one =>
                    $"{scheme} {width} {one.Id}: {one.Help}; {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}")));
            }
        }
    }

    private Task<OpenReport> OpenAsync(EvalReportContent content, BrowserNewPageOptions? page = null, EvalReportOptions? options = null) =>
        browser.OpenAsync(Html(content, options ?? ReportSamples.Options), page);

    private static string Html(EvalReportContent content, EvalReportOptions options) =>
        new EvalReportWriter().Write(content, EvalReportFormat.Html, options, TestContext.Current.CancellationToken);

    // The long tables have no inner text until they are scrolled to.
    private static Task<string> TextAsync(OpenReport report) => report.Page.EvaluateAsync<string>(
        "() => { document.querySelectorAll('section').forEach(section => section.style.contentVisibility = 'visible'); return document.body.innerText; }");

    private static Task<int> WidthAsync(OpenReport report) =>
        report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

    private static Task<string> DisplayAsync(ILocator element) =>
        element.EvaluateAsync<string>("element => getComputedStyle(element).display");

    private static Task<string> BackgroundAsync(OpenReport report) =>
        report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static async Task<double[]> ScoresAsync(ILocator section) =>
        await section.Locator("tbody tr").EvaluateAllAsync<double[]>(
            "rows => rows.map(row => row.cells[2].dataset.value ?? row.cells[2].textContent).filter(value => value !== '').map(Number)");
}
