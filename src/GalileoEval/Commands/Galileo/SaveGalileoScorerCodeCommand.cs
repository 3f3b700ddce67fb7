using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Saves the code of registered code scorers as files.</summary>
/// <remarks>
/// <para>Downloads the code of each scorer (GET /v2/scorers/{scorer_id}/version/code) and writes exactly the bytes that
/// the service returns, so that git diff shows whether the service runs what is in the repository. Files are written
/// atomically. An existing file is replaced unless -NoClobber is set. -WhatIf shows what would be written, and
/// downloads nothing.</para>
/// </remarks>
/// <example>
/// <para>Save a scorer</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name always_one
/// Save-GalileoScorerCode always_one -PassThru</code>
/// <para>Writes always_one.py into the current folder.</para>
/// </example>
/// <example>
/// <para>Check for drift</para>
/// <code>Save-GalileoScorerCode always_one -Path service.py
/// (Get-FileHash service.py).Hash -eq (Get-FileHash scorer.py).Hash</code>
/// <para>Returns true if the service runs the code of the local file. In a repository, pipe Get-GalileoScorer -Type
/// code to Save-GalileoScorerCode -Path scorers: git diff then shows the changes that were made at the service
/// only.</para>
/// </example>
/// <seealso>Get-GalileoScorer</seealso>
/// <seealso>Get-GalileoScorerVersion</seealso>
/// <seealso>Publish-GalileoCodeScorer</seealso>
[Cmdlet(VerbsData.Save, "GalileoScorerCode", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveGalileoScorerCodeCommand : GalileoScorerCommand
{
    private readonly Dictionary<string, string> _written = new(StringComparer.OrdinalIgnoreCase);
    private string _target = "";

    /// <summary>The file, or an existing folder, in which the file gets the name of the scorer and the extension .py.
    /// Default: the current folder.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The number of the version, from 1. Default: the newest. Accepts pipeline input by property
    /// name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary>Does not replace an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the files to the pipeline. Default: nothing is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Opens the connection, and resolves the path.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _target = OrEnd(Path, () => FilePath.Literal(SessionState.Path, Path, "Specify the path of a file or a folder."));
    }

    private protected override void Process(string scorer)
    {
        GalileoScorer found = Find(scorer);
        string file = Directory.Exists(_target) ? System.IO.Path.Combine(_target, FileName(found)) : _target;
        if (_written.TryGetValue(file, out string? other) && other != found.ScorerId)
            throw Taken(file, "the code of another scorer was written to it", "Specify a folder as -Path, or save one scorer at a time.");
        if (!ShouldProcess(file, $"Save {(Version is null ? "the newest version" : $"version {Version}")} of the scorer {Shown(found)}"))
            return;
        if (NoClobber && File.Exists(file))
            throw Taken(file, "it already exists", "Use another path, or omit -NoClobber.");

        AtomicFile.Write(file, Run(cancellation => Versions.GetCodeAsync(found.ScorerId, Version, cancellation)));
        _written[file] = found.ScorerId;
        if (PassThru)
            WriteObject(new FileInfo(file));
    }

    // The name comes from the service: it must not lead to another folder.
    private static string FileName(GalileoScorer scorer)
    {
        string name = $"{scorer.Name}.py";
        return scorer.Name.Length > 0 && name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) < 0
            && !name.Any(c => c is '/' or '\\' or ':' || EvalText.IsUnsafe(c))
            ? name
            : throw InputError.Of(
                $"The name of the scorer '{EvalText.OneLine(scorer.Name, 100)}' is not a valid file name.", "Specify a file as -Path.");
    }

    private static EvalException Taken(string file, string reason, string action) =>
        new(EvalErrorCondition.Conflict, $"The file '{file}' is not written: {reason}.") { RecommendedAction = action };
}
