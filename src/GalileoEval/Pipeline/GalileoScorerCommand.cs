using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Text;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for registered scorers.</summary>
public abstract class GalileoScorerCommand : GalileoCommand
{
    private protected GalileoScorerCommand()
    {
    }

    /// <summary>The scorers: names, IDs, or objects with a property ScorerId, such as those of Get-GalileoScorer. A
    /// value in the form of a UUID is an ID. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScorerId")]
    [IdentityTransform(EvalService.Galileo, "ScorerId")]
    [ArgumentCompleter(typeof(GalileoScorerCompleter))]
    public string[] Scorer { get; set; } = [];

    /// <summary>Processes the scorers of one input. An error of one does not end the others.</summary>
    protected override void ProcessRecord()
    {
        foreach (string scorer in Scorer)
            Try(scorer, () => Process(scorer));
    }

    /// <summary>Processes one scorer.</summary>
    /// <exception cref="EvalException">Written as a non-terminating error.</exception>
    private protected abstract void Process(string scorer);

    /// <summary>The ID of a scorer; nothing is sent for an ID.</summary>
    /// <exception cref="EvalException">NotFound: no scorer has the name; the message gives the nearest
    /// names.</exception>
    private protected string IdOf(string scorer) => Run(_ => NamedObjects.IdAsync(
        "scorer", "", scorer, name => Registry.ListAsync(new ScorerQuery { Name = name }, Cancellation)));

    /// <summary>The registered scorer of a name or an ID.</summary>
    /// <exception cref="EvalException">NotFound: there is none.</exception>
    private protected GalileoScorer Find(string scorer)
    {
        string id = IdOf(scorer);
        return Lookup(id) ?? throw new EvalException(
            EvalErrorCondition.NotFound, $"Galileo: there is no scorer with the ID {id}.")
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Check the ID: Get-GalileoScorer lists the scorers.",
        };
    }

    /// <summary>The registered scorer of an ID; null if there is none.</summary>
    private protected GalileoScorer? Lookup(string id) => Run(_ => FindAsync(id));

    /// <summary>The text for a confirmation: an ID alone says little.</summary>
    private protected static string Shown(GalileoScorer scorer) => $"{EvalText.OneLine(scorer.Name, 100)} ({scorer.ScorerId})";

    private async Task<GalileoScorer?> FindAsync(string id)
    {
        await foreach (GalileoScorer scorer in Registry.ListAsync(new ScorerQuery { ScorerIds = [id] }, Cancellation).ConfigureAwait(false))
        {
            // A service that ignores the filter lists all scorers.
            if (string.Equals(scorer.ScorerId, id, StringComparison.OrdinalIgnoreCase))
                return scorer;
        }

        return null;
    }
}
