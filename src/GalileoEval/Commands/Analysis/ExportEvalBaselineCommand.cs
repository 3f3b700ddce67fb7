using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Scores;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Writes scores to a baseline file that a team keeps in git.</summary>
/// <remarks>
/// <para>Later scores are compared with a baseline: Import-EvalBaseline reads it, and Compare-EvalScore accepts it as
/// its reference. The file is JSON with the items in a fixed order, one per line, so that git shows which scores
/// changed. Numbers are stored exactly.</para>
/// <para>The file contains metrics, keys and scores, but no inputs or outputs. A key that is built from text of a
/// record (such as Input, if a record has no external ID) is stored as its SHA-256 hash; other keys are stored
/// unchanged. It also contains the origin of the scores: service, project, the name and SHA-256 of the scorer file, the
/// version of the module, and the time in UTC.</para>
/// <para>The file is written completely or not at all, and replaces an existing one.</para>
/// </remarks>
/// <example>
/// <para>Keep the scores of a run</para>
/// <code>$scores = [pscustomobject]@{ Id = 'q1'; correctness = 0.9 }, [pscustomobject]@{ Id = 'q2'; correctness = 0.8 }
/// $scores | Export-EvalBaseline baseline.json -Property correctness -Key Id -Note 'release 1.2'</code>
/// <para>Writes two items.</para>
/// </example>
/// <example>
/// <para>Compare with the baseline later</para>
/// <code>[pscustomobject]@{ Id = 'q1'; correctness = 0.9 } | Export-EvalBaseline baseline.json -Property correctness -Key Id
/// $today = [pscustomobject]@{ Id = 'q1'; correctness = 0.7 }
/// $today | Compare-EvalScore (Import-EvalBaseline baseline.json) -Property correctness -Key Id</code>
/// <para>Compares item by item.</para>
/// </example>
/// <seealso>Import-EvalBaseline</seealso>
/// <seealso>Compare-EvalScore</seealso>
[Cmdlet(VerbsData.Export, "EvalBaseline", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ExportEvalBaselineCommand : ScoreInputCommand
{
    private readonly BaselineProvenance _provenance = new();
    private ScoreReader? _reader;
    private string _path = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The scores: the module's own objects, or any others with -Property and -Key. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The value columns. Each is a metric, unless -MetricProperty specifies a column that contains the
    /// metric. Default: depends on the type.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The columns that identify an item in every run. Default: depends on the type. Use the same for
    /// Compare-EvalScore.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>A note for the reader of the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Note { get; set; }

    /// <summary>Does not replace an existing file. Default: replaces it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Resolves the path.</summary>
    protected override void BeginProcessing()
    {
        Compute(() => _path = FilePath.Literal(SessionState.Path, Path, "Specify the path of a file to write."), Path);
        _reader = new ScoreReader(new ScoreReaderOptions
        {
            Property = Property,
            MetricProperty = MetricProperty,
            Metric = Metric,
            Key = Key,
            KeyUse = ScoreKeyUse.Pair,
        });
    }

    /// <summary>Reads scores.</summary>
    protected override void ProcessRecord() => Compute(() =>
    {
        _reader!.Read(InputObject);
        _provenance.Add(InputObject);
    }, InputObject);

    /// <summary>Writes the file.</summary>
    protected override void EndProcessing() => Compute(() =>
    {
        _reader!.Complete();
        IReadOnlyList<EvalBaselineItem> items = PrivateAssemblies.Baselines.ItemsOf(_reader.Table);
        if (!ShouldProcess(_path, "Export baseline"))
            return;
        if (NoClobber)
            AtomicFile.RejectExisting(_path);
        AtomicFile.Write(_path, PrivateAssemblies.Baselines.Write(_provenance.Complete(Note, Key, DateTimeOffset.UtcNow), items));
    }, Path);
}
