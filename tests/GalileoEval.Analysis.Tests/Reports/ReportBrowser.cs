using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace GalileoEval.Analysis.Tests.Reports;

/// <summary>Chromium of this machine, once for all tests of a class. Where there is none, the tests are skipped.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    private readonly List<string> _files = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The path of Chromium, from CHROME_PATH or PATH; null where there is none.</summary>
    public static string? Executable { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _files.ForEach(File.Delete);
    }

    /// <summary>Opens a page from a file, as users do.</summary>
    public async Task<OpenReport> OpenAsync(string html, BrowserNewPageOptions? options = null)
    {
        string path = Path.Combine(Path.GetTempPath(), $"GalileoEval-report-{Guid.NewGuid():n}.html");
        await File.WriteAllTextAsync(path, html);
        _files.Add(path);
        IPage page = await _browser!.NewPageAsync(options);
        OpenReport report = new(page);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return report;
    }

    private static string? Find()
    {
        string? told = Environment.GetEnvironmentVariable("CHROME_PATH");
        if (!string.IsNullOrEmpty(told))
            return File.Exists(told) ? told : null;
        string[] names = OperatingSystem.IsWindows() ? ["chrome.exe", "msedge.exe"] : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}

/// <summary>An open page, and what the browser had to say.</summary>
public sealed class OpenReport : IAsyncDisposable
{
    internal OpenReport(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Messages.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Messages.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Console messages, errors and dialogs.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Every address that the page asked for, its own first.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}

/// <summary>A test that needs Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (ReportBrowser.Executable is null)
            Skip = "There is no Chromium on PATH or at CHROME_PATH.";
    }
}
