using GalileoEval.Analysis.Reports;
using Microsoft.Playwright;

namespace GalileoEval.Analysis.Tests.Reports;

/// <summary>The pictures of docs/reports.md: Update-ReportPicture.ps1 writes them to the folder in GALILEOEVAL_PICTURES. Without it
/// they are drawn and not kept.</summary>
public sealed class ReportPictureTests(ReportBrowser browser) : IClassFixture<ReportBrowser>
{
    [BrowserFact]
    public async Task Draws_the_pictures_of_the_documentation()
    {
        byte[] light = await DrawAsync(ColorScheme.Light, "verdict", "report-light.png");
        byte[] dark = await DrawAsync(ColorScheme.Dark, "comparison", "report-dark.png");
        Assert.InRange(light.Length, 20_000, 400_000);
        Assert.InRange(dark.Length, 20_000, 400_000);
    }

    private async Task<byte[]> DrawAsync(ColorScheme scheme, string section, string name)
    {
        string html = new EvalReportWriter().Write(
            ReportSamples.Nightly(), EvalReportFormat.Html, ReportSamples.Options, TestContext.Current.CancellationToken);
        await using OpenReport report = await browser.OpenAsync(
            html, new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 1040 } });
        await report.Page.EvaluateAsync("id => document.getElementById(id).scrollIntoView()", section);
        if (section == "verdict")
            await report.Page.EvaluateAsync("() => window.scrollTo(0, 0)");
        string? folder = Environment.GetEnvironmentVariable("GALILEOEVAL_PICTURES");
        return await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = folder is null ? null : Path.Combine(folder, name) });
    }
}
