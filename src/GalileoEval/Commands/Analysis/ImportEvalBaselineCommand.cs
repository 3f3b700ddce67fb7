using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Reads the scores of a baseline file.</summary>
/// <remarks>
/// <para>Writes an item for each score, as the reference of Compare-EvalScore. The items define their own metric, key
/// and value; -Property and -Key apply to the other side only. Keys of the other side that are built from text are
/// hashed in the same way.</para>
/// <para>A file that is truncated, inconsistent (such as a wrong count of items after a merge), or was written by a
/// newer version is one error. Line endings do not matter.</para>
/// </remarks>
/// <example>
/// <para>Compare with a baseline</para>
/// <code>$scores = [pscustomobject]@{ Id = 'q1'; correctness = 0.9 }, [pscustomobject]@{ Id = 'q2'; correctness = 0.8 }
/// $scores | Export-EvalBaseline baseline.json -Property correctness -Key Id
/// $scores | Compare-EvalScore (Import-EvalBaseline baseline.json) -Property correctness -Key Id</code>
/// <para>Compares item by item.</para>
/// </example>
/// <example>
/// <para>Show the origin of a baseline</para>
/// <code>[pscustomobject]@{ Id = 'q1'; correctness = 0.9 } | Export-EvalBaseline baseline.json -Property correctness -Key Id
/// (Import-EvalBaseline baseline.json)[0].Baseline | Format-List</code>
/// <para>Shows the project, the scorer and the time.</para>
/// </example>
/// <seealso>Export-EvalBaseline</seealso>
/// <seealso>Compare-EvalScore</seealso>
[Cmdlet(VerbsData.Import, "EvalBaseline")]
[OutputType(typeof(EvalBaselineItem))]
public sealed class ImportEvalBaselineCommand : EvalCommand
{
    /// <summary>The file to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Reads the file.</summary>
    protected override void ProcessRecord() => Try(Path, () =>
    {
        string path = FilePath.Literal(SessionState.Path, Path, "Specify the path of a baseline file.");
        foreach (EvalBaselineItem item in Read(path))
            WriteObject(item);
    });

    private static IReadOnlyList<EvalBaselineItem> Read(string path)
    {
        try
        {
            return PrivateAssemblies.Baselines.Read(File.ReadAllText(path));
        }
        catch (EvalException e)
        {
            throw new EvalException(e.Condition, $"The file '{path}' cannot be read. {e.Message}", e) { RecommendedAction = e.RecommendedAction };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new EvalException(EvalErrorCondition.InvalidFile, $"The file '{path}' cannot be read: {e.Message}", e)
            {
                RecommendedAction = "Check the path.",
            };
        }
    }
}
