using System.Globalization;
using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo.Export;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Exports the log records of a log stream or an experiment of Galileo to a file.</summary>
/// <remarks>
/// <para>Writes the response of the service (POST /v2/projects/{project_id}/export_records) to the file as a stream, so
/// an export of any size requires little memory. The file is complete or does not exist: data are written to a
/// temporary file, which is moved into place at the end. If the response is interrupted, the export starts again, up to
/// -MaximumRetryCount of the connection times; -TimeoutSec of the connection limits the pause between two parts of the
/// response.</para>
/// <para>In JSON Lines (jsonl) each line is a record with nested child records; jsonl_flat and CSV have no nesting.
/// Records include their metrics. To read scores as objects, use Get-GalileoLogRecordScore.</para>
/// </remarks>
/// <example>
/// <para>Export a log stream</para>
/// <code>$null = Start-EvalSandbox
/// Export-GalileoLogRecord -Project support-bot -LogStream production -Path records.jsonl -PassThru</code>
/// <para>Writes a line for each trace and shows the file.</para>
/// </example>
/// <example>
/// <para>Some records as CSV</para>
/// <code>$filter = New-GalileoLogRecordFilter name -Operator contains -Text refund
/// Export-GalileoLogRecord -Project support-bot -LogStream production -Path refunds.csv -Filter $filter -Column id, name, input
/// Import-Csv refunds.csv</code>
/// <para>Exports three columns of the traces whose name contains refund.</para>
/// </example>
/// <seealso>Get-GalileoLogRecordScore</seealso>
/// <seealso>New-GalileoLogRecordFilter</seealso>
/// <seealso>Get-GalileoLogStream</seealso>
/// <seealso>Get-GalileoExperiment</seealso>
[Cmdlet(VerbsData.Export, "GalileoLogRecord", SupportsShouldProcess = true, DefaultParameterSetName = LogStreamSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGalileoLogRecordCommand : GalileoCommand
{
    private const string LogStreamSet = "LogStream";
    private const string ExperimentSet = "Experiment";
    private const long ProgressStep = 1024 * 1024;

    /// <summary>The log stream: its ID, an object with a property LogStreamId, or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LogStreamSet, ValueFromPipelineByPropertyName = true)]
    [Alias("LogStreamId", "AgentStream", "AgentStreamId")]
    [IdentityTransform(EvalService.Galileo, "LogStreamId")]
    [ArgumentCompleter(typeof(GalileoLogStreamCompleter))]
    public string? LogStream { get; set; }

    /// <summary>The experiment: its ID, an object with a property ExperimentId, or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ExperimentSet, ValueFromPipelineByPropertyName = true)]
    [Alias("ExperimentId")]
    [IdentityTransform(EvalService.Galileo, "ExperimentId")]
    [ArgumentCompleter(typeof(GalileoExperimentCompleter))]
    public string? Experiment { get; set; }

    /// <summary>The file to write. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The format: jsonl, csv or jsonl_flat. Default: csv if the path ends with .csv, otherwise
    /// jsonl.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ExportFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Format { get; set; }

    /// <summary>The type of the records: trace, session or span. Default: trace.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RootTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string RootType { get; set; } = "trace";

    /// <summary>The columns of a CSV file, by ID. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Column { get; set; }

    /// <summary>Filters, all of which the records must match: objects of New-GalileoLogRecordFilter, hashtables or
    /// objects with type, column_id, operator and value, or their JSON. Default: none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Filter { get; set; }

    /// <summary>The order of the records: a hashtable or an object with column_id, and optionally ascending and
    /// sort_type, or its JSON. Default: the newest first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Sort { get; set; }

    /// <summary>The project: its ID, an object with a property ProjectId, or its name. Default: the environment
    /// variable GALILEO_PROJECT_ID, otherwise GALILEO_PROJECT.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Project { get; set; }

    /// <summary>Exports sensitive data unmasked. Default: the service masks them.</summary>
    [Parameter]
    public SwitchParameter Unredacted { get; set; }

    /// <summary>Does not replace an existing file. Default: replaces it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Exports the records of one input.</summary>
    protected override void ProcessRecord()
    {
        Try(LogStream ?? Experiment, () => Export(FilePath.Literal(SessionState.Path, Path, "Use the path of a file to write.")));
    }

    private void Export(string path)
    {
        LogRecordExport export = new()
        {
            Format = Format?.ToLowerInvariant() ?? (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "jsonl"),
            RootType = RootType.ToLowerInvariant(),
            Columns = Column,
            FiltersJson = JsonArgument.ArrayOf(nameof(Filter), Filter),
            SortJson = JsonArgument.ObjectOf(nameof(Sort), Sort),
            Redact = !Unredacted,
        };
        if (NoClobber)
            AtomicFile.RejectExisting(path);
        if (!ShouldProcess(path, $"Export the records of {(LogStream is null ? $"the experiment {Experiment}" : $"the log stream {LogStream}")}"))
            return;

        RecordSource source = Run(cancellation => RecordSource.FindAsync(Catalog, Project, LogStream, Experiment, cancellation));
        string projectId = source.RequiredProjectId;
        export = export with { LogStreamId = source.LogStreamId, ExperimentId = source.ExperimentId };
        ProgressBar progress = new(Pump, 0x4746, $"Exporting to {System.IO.Path.GetFileName(path)}");
        long shown = 0;
        GalileoExport client = new(Transport, Pump);
        Run(cancellation => AtomicFile.WriteAsync(
            path, stream => client.ExportAsync(projectId, export, stream, Report, cancellation)));
        progress.Complete(this);
        if (PassThru)
            WriteObject(new FileInfo(path));

        void Report(long length)
        {
            if (length < shown + ProgressStep)
                return;

            shown = length;
            progress.Show(string.Format(CultureInfo.CurrentCulture, "{0:N0} MB received", length / ProgressStep));
        }
    }
}
