namespace GalileoEval.Analysis;

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
