namespace GalileoEval.Analysis;

/// <summary>Writes reports. The assembly GalileoEval.Analysis implements it, with a public constructor that takes
/// nothing.</summary>
public interface IEvalReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="content">What the report is about.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">What the report shows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The whole text, with line feeds at the ends of lines.</returns>
    string Write(EvalReportContent content, EvalReportFormat format, EvalReportOptions options, CancellationToken cancellationToken);
}
