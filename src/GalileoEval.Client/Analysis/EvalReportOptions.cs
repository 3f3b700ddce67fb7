namespace GalileoEval.Analysis;

/// <summary>What a report shows.</summary>
public sealed record EvalReportOptions
{
    /// <summary>The title.</summary>
    public string Title { get; init; } = "Evaluation report";

    /// <summary>Whether inputs, outputs, explanations and keys made from them are shown. They may be personal data.</summary>
    public bool IncludeText { get; init; }

    /// <summary>How many rows a table has at most. A report that would be too large has fewer.</summary>
    public int MaximumRow { get; init; } = 1000;

    /// <summary>The version of the module that makes the report.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>When the report is made, in UTC.</summary>
    public DateTime CreatedAt { get; init; }
}
