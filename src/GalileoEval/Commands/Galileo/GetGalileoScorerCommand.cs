using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets scorers that are registered at Galileo, by name or by other filters.</summary>
/// <remarks>
/// <para>Lists the scorers that match all parameters (POST /v2/scorers/list), page by page as the pipeline consumes
/// them. If a parameter has several values, one of them must match. The service searches a plain name,
/// case-insensitively; with a wildcard, the names are filtered locally. An unknown plain name is an error with the
/// nearest names among the scorers that match the other parameters.</para>
/// </remarks>
/// <example>
/// <para>All code scorers</para>
/// <code>$null = Start-EvalSandbox
/// $null = Publish-GalileoCodeScorer ./scorer.py -Name answer_length -ScoreableNodeType llm
/// Get-GalileoScorer -Type code</code>
/// <para>Lists the registered code scorers. A new sandbox has none, so one is registered first.</para>
/// </example>
/// <example>
/// <para>The old ones of a project</para>
/// <code>Get-GalileoScorer -Project support-bot -IncludeGlobal -UpdatedBefore (Get-Date).AddMonths(-6)</code>
/// <para>Lists the scorers that the project may use and that were not changed for half a year.</para>
/// </example>
/// <seealso>Remove-GalileoScorer</seealso>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoScorer")]
[OutputType(typeof(GalileoScorer))]
public sealed class GetGalileoScorerCommand : GalileoCommand
{
    private NameSearch<GalileoScorer> _search = null!;

    /// <summary>The names, or objects with a property Name; wildcards are allowed. Default: all. Accepts pipeline
    /// input.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [IdentityTransform(EvalService.Galileo, "Name")]
    [ArgumentCompleter(typeof(GalileoScorerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The IDs, or objects with a property ScorerId. Default: any.</summary>
    [Parameter]
    [IdentityTransform(EvalService.Galileo, "ScorerId")]
    [ValidateNotNullOrEmpty]
    public string[]? ScorerId { get; set; }

    /// <summary>The kinds of scorer: code, llm, luna or preset. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScorerTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>The kinds of model: slm, llm or code. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ModelType { get; set; }

    /// <summary>The tags, exactly. Default: any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>The labels, exactly. Default: any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Label { get; set; }

    /// <summary>The types of node that the scorer scores, such as llm, trace or session. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NodeTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ScoreableNodeType { get; set; }

    /// <summary>The input of the scorer in addition to text: vision or audio. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MultimodalCapabilityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? MultimodalCapability { get; set; }

    /// <summary>The IDs of the users who created the scorer. Default: any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? CreatorId { get; set; }

    /// <summary>The projects that the scorer is for: names, IDs, or objects with a property ProjectId. Default:
    /// any.</summary>
    [Parameter]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Project { get; set; }

    /// <summary>With -Project, includes global scorers.</summary>
    [Parameter]
    public SwitchParameter IncludeGlobal { get; set; }

    /// <summary>Whether every project may use the scorer. Default: any.</summary>
    [Parameter]
    public bool? Global { get; set; }

    /// <summary>Only scorers created at that time or later; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Only scorers created before that time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Only scorers changed at that time or later; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Only scorers changed before that time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>Excludes the scorers of small language models.</summary>
    [Parameter]
    public SwitchParameter ExcludeSlm { get; set; }

    /// <summary>Excludes multimodal scorers.</summary>
    [Parameter]
    public SwitchParameter ExcludeMultimodal { get; set; }

    /// <summary>Opens the connection and finds the projects.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IncludeGlobal && Project is null)
            End(new EvalException(EvalErrorCondition.InvalidArgument, "-IncludeGlobal requires -Project."), null);
        string[]? projects = ProjectIds(Project);
        _search = new NameSearch<GalileoScorer>(this, "scorer", "", name => Registry.ListAsync(Query(name, projects), Cancellation));
    }

    /// <summary>Writes the scorers of one input.</summary>
    protected override void ProcessRecord() => _search.Write(Name, null);

    private ScorerQuery Query(string? name, string[]? projects) => new()
    {
        Name = name,
        ScorerIds = ScorerId,
        ScorerTypes = Type,
        ModelTypes = ModelType,
        Tags = Tag,
        Labels = Label,
        ScoreableNodeTypes = ScoreableNodeType,
        MultimodalCapabilities = MultimodalCapability,
        CreatorIds = CreatorId,
        ProjectIds = projects,
        IncludeGlobal = IncludeGlobal,
        IsGlobal = Global,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        UpdatedAfter = UpdatedAfter,
        UpdatedBefore = UpdatedBefore,
        ExcludeSlm = ExcludeSlm,
        ExcludeMultimodal = ExcludeMultimodal,
    };
}
