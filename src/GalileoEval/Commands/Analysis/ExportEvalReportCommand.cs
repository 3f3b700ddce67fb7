using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Errors;

namespace GalileoEval.Commands;

/// <summary>Exports evaluation results to a report: HTML, Markdown, JUnit XML or JSON.</summary>
/// <remarks>
/// <para>Accepts any mix of objects that the module emits: gate results, summaries, comparisons, agreements, scores of
/// log records, annotation rows, experiments, and all work that Wait-EvalTask can wait for. Empty sections are omitted.
/// Scores of log records are measured, unless the summaries contain their metric. Objects that a report cannot show are
/// listed in a warning and in the report.</para>
/// <para>HTML is one self-contained file of at most 1.5 MB, without external scripts, fonts or pictures. It supports
/// small screens, dark mode and print. Markdown is at most 60 KB. JUnit contains gate results and validated scorers; an
/// inconclusive result is an error there, because CI systems treat skipped tests as passed. JSON has a schema
/// version.</para>
/// <para>Inputs, outputs and explanations may be personal data: a report includes them only with -IncludeText. Without
/// it, every format shows a key that is built from text as eight characters of its SHA-256 hash.</para>
/// <para>Every file is written atomically, and replaces an earlier one. The same objects create the same report, in any
/// order.</para>
/// </remarks>
/// <example>
/// <para>Report the work of a wait</para>
/// <code>Get-KolenaValidation 1 10 | Export-EvalReport report.html -Title 'Invoice reader'</code>
/// <para>Writes a page with the trend of the validations and their states.</para>
/// </example>
/// <example>
/// <para>Write several formats of one input</para>
/// <code>$result = [pscustomobject]@{ Rule = 'Correctness at least 0.8'; Outcome = 'Failed'; Metric = 'correctness'; Statistic = 'Mean'; Actual = 0.76; Minimum = 0.8 }
/// $result | Export-EvalReport report.html, report.md, report.xml, report.json -PassThru</code>
/// <para>Writes four files and returns them. The extension determines the format.</para>
/// </example>
/// <example>
/// <para>Specify the format</para>
/// <code>Get-ScaleTask -BatchName sandbox-ratings | Export-EvalReport summary.txt -Format Markdown</code>
/// <para>Writes Markdown to a file with another extension.</para>
/// </example>
/// <seealso>ConvertTo-EvalReport</seealso>
[Cmdlet(VerbsData.Export, "EvalReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEvalReportCommand : EvalReportCommand
{
    private readonly List<(string Path, EvalReportFormat Format)> _files = [];

    /// <summary>The files to write. The extension determines the format: .html or .htm, .md or .markdown, .xml (JUnit),
    /// .json.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The format, with one path only. Default: that of the extension.</summary>
    [Parameter]
    public EvalReportFormat Format { get; set; }

    /// <summary>Does not replace an existing file. Default: replaces it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the files. Default: returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Resolves the paths and the formats, before any input is read.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        bool hasFormat = MyInvocation.BoundParameters.ContainsKey(nameof(Format));
        if (hasFormat && Path.Length > 1)
            End(InputError.Of("-Format requires a single path, and there are " + Path.Length + ".", "Omit -Format: the extension determines it."), Path);
        foreach (string path in Path)
        {
            OrEnd(path, () =>
            {
                string file = FilePath.Literal(SessionState.Path, path);
                if (Directory.Exists(file))
                    throw NotWritable($"'{file}' is a folder.");
                if (_files.Any(known => known.Path == file))
                    throw InputError.Of($"'{path}' occurs twice.", "Specify each path once.");
                _files.Add((file, hasFormat ? Format : FormatOf(path)));
            });
        }
    }

    /// <summary>Writes the files.</summary>
    protected override void EndProcessing()
    {
        EvalReportContent content = Complete();
        foreach ((string path, EvalReportFormat format) in _files)
        {
            if (!ShouldProcess(path, $"Export report ({format})"))
                continue;
            Try(path, () =>
            {
                if (NoClobber)
                    AtomicFile.RejectExisting(path);
                AtomicFile.Write(path, Render(content, format));
                if (PassThru)
                    WriteObject(new FileInfo(path));
            });
        }
    }

    private static EvalReportFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => EvalReportFormat.Html,
        ".MD" or ".MARKDOWN" => EvalReportFormat.Markdown,
        ".XML" => EvalReportFormat.JUnit,
        ".JSON" => EvalReportFormat.Json,
        string extension => throw InputError.Of(
            $"The extension '{extension}' of '{path}' does not belong to a format.",
            "Use .html, .md, .xml (JUnit) or .json, or specify the format with -Format."),
    };

    private static EvalException NotWritable(string message) =>
        new(EvalErrorCondition.InvalidFile, message) { RecommendedAction = "Specify the path of a file to write." };
}
