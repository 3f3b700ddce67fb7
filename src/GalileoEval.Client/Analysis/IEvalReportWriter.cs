namespace GalileoEval.Analysis;

/// <summary>Writes reports. The assembly GalileoEval.Analysis implements it, with a public parameterless
/// constructor.</summary>
public interface IEvalReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="content">The content.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The text, with line feeds as line ends.</returns>
    string Write(EvalReportContent content, EvalReportFormat format, EvalReportOptions options, CancellationToken cancellationToken);
}
