using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The result of a prompt as one flat row: the run, the file, the value and its source.</summary>
public sealed class KolenaPromptResultRow
{
    private KolenaPromptResultRow(KolenaAgentRun run, KolenaPromptResult result)
    {
        // The citations in files come first.
        KolenaCitation? citation = result.Citations.FirstOrDefault();
        AgentId = run.AgentId;
        RunId = run.RunId;
        UserDefinedId = run.UserDefinedId;
        File = citation?.File ?? (run.Files is [var file] ? file : null);
        Prompt = result.Name;
        Status = result.Status;
        Value = result.Value;
        Confidence = result.Confidence;
        Reasoning = result.Reasoning;
        CitationPages = citation?.File is null ? EvalList<long>.None : citation.Pages;
        CitationUrl = result.Citations.FirstOrDefault(web => web.Url is not null)?.Url;
        CreditsUsed = result.CreditsUsed;
        StartedAt = result.StartedAt;
        EndedAt = result.EndedAt;
    }

    /// <summary>The agent.</summary>
    public long AgentId { get; }

    /// <summary>The run.</summary>
    public long RunId { get; }

    /// <summary>The user-defined ID of the run; null if there is none.</summary>
    public string? UserDefinedId { get; }

    /// <summary>The name of the first file that the result cites, else of the only file of the run; null if the run has several
    /// files and none is cited.</summary>
    public string? File { get; }

    /// <summary>The name of the prompt.</summary>
    public string Prompt { get; }

    /// <summary>The status as the service names it; null if there is none.</summary>
    public string? Status { get; }

    /// <summary>The value: string, long, double, bool, null, a JSON object or a list of these.</summary>
    public object? Value { get; }

    /// <summary>The confidence of the agent, 0 to 1; null if unknown.</summary>
    public double? Confidence { get; }

    /// <summary>The agent's reasoning.</summary>
    public string? Reasoning { get; }

    /// <summary>The cited pages of <see cref="File"/>, from 1.</summary>
    public EvalList<long> CitationPages { get; }

    /// <summary>The address of the first cited web page; null if none is cited.</summary>
    public string? CitationUrl { get; }

    /// <summary>The cost in credits; null if unknown.</summary>
    public double? CreditsUsed { get; }

    /// <summary>When the prompt was started, in UTC.</summary>
    public DateTime? StartedAt { get; }

    /// <summary>When the result was produced, in UTC.</summary>
    public DateTime? EndedAt { get; }

    /// <summary>Returns the rows of a run, in the order of its prompts.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One row for each result; none while the run has no results.</returns>
    public static IEnumerable<KolenaPromptResultRow> AllOf(KolenaAgentRun run) =>
        run.Results.Select(result => new KolenaPromptResultRow(run, result));

    /// <summary>Prompt and value, such as <c>total_amount=1249.5</c>.</summary>
    /// <returns>One line, unless the value has several.</returns>
    public override string ToString() => EvalText.Shown(string.Format(CultureInfo.InvariantCulture, "{0}={1}", Prompt, Value));
}
