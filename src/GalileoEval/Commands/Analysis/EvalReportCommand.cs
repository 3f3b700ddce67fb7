using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding.Reports;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>The base of the cmdlets that create reports: the input, and the options.</summary>
public abstract class EvalReportCommand : EvalCommand
{
    private EvalReportContent? _content;
    private ReportReader? _reader;

    private protected EvalReportCommand()
    {
    }

    /// <summary>Any mix of gate results, summaries, comparisons, agreements, scores of log records, annotation rows,
    /// Galileo experiments, and all work that Wait-EvalTask can wait for, also from CSV, JSON or CLIXML files. Accepts
    /// pipeline input.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The title. Default: Evaluation report.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Evaluation report";

    /// <summary>Shows inputs, outputs and explanations, and keys built from them. They may be personal data. Without
    /// it, such a key is shown as eight characters of its hash.</summary>
    [Parameter]
    public SwitchParameter IncludeText { get; set; }

    /// <summary>The maximum number of rows. A report that would be too large has fewer, and says how many are not
    /// shown. Default: 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MaximumRow { get; set; } = 1000;

    /// <summary>Prepares the reader.</summary>
    protected override void BeginProcessing()
    {
        _content = new EvalReportContent(MaximumRow);
        _reader = new ReportReader(_content, IncludeText);
    }

    /// <summary>Reads an object.</summary>
    protected override void ProcessRecord()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
            _reader!.Read(InputObject);
    }

    /// <summary>Completes the reading. Writes one warning for each type of object that a report cannot show.</summary>
    private protected EvalReportContent Complete()
    {
        _reader!.Complete();
        if (_content!.ScoreCount > 0)
            _content.AddMeasured(PrivateAssemblies.Scores.Measure(_content.Table, new EvalMeasureOptions(), Cancellation));
        foreach (KeyValuePair<string, int> type in _content.LeftOut)
            WriteWarning($"The report cannot show objects of the type {type.Key}: {type.Value} omitted. Measure-EvalScore accepts any objects with properties.");
        return _content;
    }

    /// <summary>Creates the text of a report.</summary>
    private protected string Render(EvalReportContent content, EvalReportFormat format)
    {
        EvalReportOptions options = new()
        {
            Title = Title,
            IncludeText = IncludeText,
            MaximumRow = MaximumRow,
            ModuleVersion = typeof(EvalReportCommand).Assembly.GetName().Version!.ToString(3),
            CreatedAt = DateTime.UtcNow,
        };
        return Run(cancellation => Task.FromResult(PrivateAssemblies.Reports.Write(content, format, options, cancellation)));
    }
}
