using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Reads the scores of a baseline file.</summary>
/// <remarks>
/// <para>Writes an item for each score. Compare-EvalScore takes them as its reference: they say themselves what their metric, key and value
/// are, whatever -Property and -Key say about the other side. Keys of the other side that are made from text are hashed the same way.</para>
/// <para>A file that is truncated, contradicts itself (such as a count that is not that of its items, after a merge), or was written by a
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
/// <para>Show where a baseline comes from</para>
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
    protected override void ProcessRecord()
    {
        try
        {
            string path = FilePath.Literal(SessionState.Path, Path, "Give the path of a baseline file.");
            foreach (EvalBaselineItem item in Read(path))
                WriteObject(item);
        }
        catch (EvalException e)
        {
            WriteFailure(e, Path);
        }
    }

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
