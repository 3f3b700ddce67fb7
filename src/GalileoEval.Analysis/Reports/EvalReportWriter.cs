using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Page;

namespace GalileoEval.Analysis.Reports;

/// <summary>Writes reports: one model, in any format.</summary>
public sealed class EvalReportWriter : IEvalReportWriter
{
    /// <inheritdoc/>
    public string Write(
        EvalReportContent content, EvalReportFormat format, EvalReportOptions options, CancellationToken cancellationToken)
    {
        _ = content ?? throw new ArgumentNullException(nameof(content));
        _ = options ?? throw new ArgumentNullException(nameof(options));
        ReportModel model = ReportModelBuilder.Build(content, options);
        return format switch
        {
            EvalReportFormat.Html => ReportPage.Write(model, cancellationToken),
            EvalReportFormat.Markdown => MarkdownReport.Write(model),
            EvalReportFormat.JUnit => JUnitReport.Write(model),
            EvalReportFormat.Json => JsonReport.Write(model),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }
}
