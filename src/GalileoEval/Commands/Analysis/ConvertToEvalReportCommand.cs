using System.Management.Automation;
using GalileoEval.Analysis;

namespace GalileoEval.Commands;

/// <summary>Converts evaluation results to the text of a report.</summary>
/// <remarks>
/// <para>The text is what Export-EvalReport writes to a file, as one string: for a job summary, a comment, or an
/// e-mail. Markdown is at most 60 KB, because services reject larger summaries and comments.</para>
/// <para>Inputs, outputs and explanations are in it with -IncludeText only.</para>
/// </remarks>
/// <example>
/// <para>Show the result of a gate in the summary of a job</para>
/// <code>$result = [pscustomobject]@{ Rule = 'Correctness at least 0.8'; Outcome = 'Passed'; Metric = 'correctness'; Statistic = 'Mean'; Actual = 0.86; Minimum = 0.8 }
/// $result | ConvertTo-EvalReport | Set-Content summary.md</code>
/// <para>Writes Markdown. In a GitHub workflow, use $env:GITHUB_STEP_SUMMARY as the path.</para>
/// </example>
/// <example>
/// <para>Get the report as objects</para>
/// <code>$report = Get-KolenaValidation 1 10 | ConvertTo-EvalReport -Format Json | ConvertFrom-Json
/// $report.work | Group-Object state</code>
/// <para>Reads the JSON format back.</para>
/// </example>
/// <seealso>Export-EvalReport</seealso>
[Cmdlet(VerbsData.ConvertTo, "EvalReport")]
[OutputType(typeof(string))]
public sealed class ConvertToEvalReportCommand : EvalReportCommand
{
    /// <summary>The format. Default: Markdown.</summary>
    [Parameter(Position = 0)]
    public EvalReportFormat Format { get; set; } = EvalReportFormat.Markdown;

    /// <summary>Writes the text.</summary>
    protected override void EndProcessing() => WriteObject(Render(Complete(), Format));
}
