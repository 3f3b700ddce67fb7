using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Creates a dataset of Galileo from a file or from rows.</summary>
/// <remarks>
/// <para>With -Path or -LiteralPath each file becomes a dataset (POST /v2/datasets); the file is streamed from disk.
/// The format (CSV, JSON or JSON Lines) is determined by the extension, or by -Format. Rows from the pipeline are
/// hashtables or objects with a property per column, such as those of Import-Csv; they become one dataset, with the
/// name of -Name. If one of them is not a row, nothing is created.</para>
/// <para>Galileo uses the columns input, output, metadata and generated_output. It stores texts, numbers, and objects
/// of these: true and false, times, lists and nested objects are sent as text.</para>
/// <para>The request is not retried if it may have been received; Get-GalileoDataset then shows whether the dataset
/// exists.</para>
/// </remarks>
/// <example>
/// <para>From a file</para>
/// <code>$null = Start-EvalSandbox
/// 'input,output', 'May I pay by invoice?,Yes.', 'Do you ship to Malta?,"Yes, within a week."' | Set-Content questions.csv
/// New-GalileoDataset -Path questions.csv</code>
/// <para>Creates the dataset 'questions' with two rows.</para>
/// </example>
/// <example>
/// <para>From rows</para>
/// <code>Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1 -Metric correctness | Where-Object Score -EQ $false |
///     Select-Object @{ n = 'input'; e = 'Input' }, @{ n = 'output'; e = 'Output' } -Unique |
///     New-GalileoDataset 'wrong answers'</code>
/// <para>Creates a dataset of the records with a negative score.</para>
/// </example>
/// <seealso>Get-GalileoDataset</seealso>
/// <seealso>Get-GalileoDatasetRow</seealso>
/// <seealso>Add-GalileoDatasetRow</seealso>
/// <seealso>Remove-GalileoDataset</seealso>
[Cmdlet(VerbsCommon.New, "GalileoDataset", SupportsShouldProcess = true, DefaultParameterSetName = RowSet)]
[OutputType(typeof(GalileoDataset))]
public sealed class NewGalileoDatasetCommand : DatasetRowCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string RowSet = "Row";

    private int _fileCount;

    /// <summary>The name of the dataset. Default for a file: its name without extension. Rows require a name.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The files: CSV, JSON or JSON Lines. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The literal paths of the files, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The format of the files: csv, json or jsonl. Default: the extension of each file.</summary>
    [Parameter]
    [ValidateSet("csv", "json", "jsonl")]
    public string? Format { get; set; }

    /// <summary>The rows: hashtables or objects with a property per column. Files of Get-ChildItem are treated as those
    /// of -LiteralPath. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Creates a draft: later edits change its one version instead of adding another.</summary>
    [Parameter]
    public SwitchParameter Draft { get; set; }

    /// <summary>Creates the datasets of the files of one input, or collects rows.</summary>
    protected override void ProcessRecord()
    {
        foreach (object input in InputObject)
        {
            if (InputValue.Unwrap(input) is FileInfo file)
                SendLiteral(file.FullName);
            else
                Collect([input]);
        }

        foreach (string path in Path)
            Send(path, () => FilePath.Expand(SessionState.Path, path, "Use the path of a CSV, JSON or JSON Lines file."));
        foreach (string path in LiteralPath)
            SendLiteral(path);
    }

    /// <summary>Creates the dataset of the collected rows.</summary>
    protected override void EndProcessing()
    {
        if (ParameterSetName != RowSet || (_fileCount > 0 && HasNoRows))
            return;

        Try(Name, () =>
        {
            if (Name is null)
                throw Invalid("A dataset of rows requires a name.", "Add -Name.");
            if (CollectedRows() is { } rows)
                Create(Name, DatasetContent.FromRows(rows), Rows(rows.Count));
        });
    }

    private void SendLiteral(string path) =>
        Send(path, () => [FilePath.Literal(SessionState.Path, path, "Use the path of a CSV, JSON or JSON Lines file.")]);

    private void Send(string path, Func<IReadOnlyList<string>> find)
    {
        Try(path, () =>
        {
            foreach (string file in find())
            {
                if (++_fileCount > 1 && Name is not null)
                    throw Invalid($"The name '{EvalText.OneLine(Name, 100)}' is for one file, and there are several.", "Omit -Name: each dataset gets the name of its file.");
                Create(Name ?? System.IO.Path.GetFileNameWithoutExtension(file), DatasetContent.FromFile(file, Format), $"'{file}'");
            }
        });
    }

    private void Create(string name, DatasetContent content, string source)
    {
        if (!ShouldProcess(name, $"Create a dataset from {source}"))
            return;

        SendOnce(
            $"The dataset may have been created. Check with Get-GalileoDataset -Name '{EvalText.OneLine(name, 100)}' before you run the command again.",
            () => WriteObject(Run(cancellation => Datasets.CreateAsync(name, content, Draft, cancellation))));
    }

    private static EvalException Invalid(string message, string action) =>
        InputError.Of(EvalService.Galileo, message, action);
}
