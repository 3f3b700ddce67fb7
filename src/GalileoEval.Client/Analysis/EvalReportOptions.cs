namespace GalileoEval.Analysis;

/// <summary>The options of a report.</summary>
public sealed record EvalReportOptions
{
    /// <summary>The title.</summary>
    public string Title { get; init; } = "Evaluation report";

    /// <summary>Whether inputs, outputs, explanations and keys built from them are shown. They may be personal
    /// data.</summary>
    public bool IncludeText { get; init; }

    /// <summary>The maximum number of rows. A report that would be too large has fewer.</summary>
    public int MaximumRow { get; init; } = 1000;

    /// <summary>The version of the module that creates the report.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>When the report is created, in UTC.</summary>
    public DateTime CreatedAt { get; init; }
}

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

/// <summary>The format of a report.</summary>
public enum EvalReportFormat
{
    /// <summary>A self-contained page for a browser.</summary>
    Html,

    /// <summary>GitHub Flavored Markdown, for a job summary or a comment.</summary>
    Markdown,

    /// <summary>JUnit XML, for the test results of a CI system.</summary>
    JUnit,

    /// <summary>JSON with a schema version, for programs.</summary>
    Json,
}
