using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>How a run of a scorer file ended.</summary>
/// <param name="Lines">What the driver reported, in order; on a timeout, what it reported until then.</param>
/// <param name="Problem">Why the driver did not complete; null if it did.</param>
internal sealed record ScorerOutcome(IReadOnlyList<JsonObject> Lines, string? Problem)
{
    /// <summary>The problem of a run whose driver completed without a report.</summary>
    public const string NoVerdict = "The driver of the sandbox reported no result.";

    /// <summary>Why the sandbox could not run the file, independent of its content; null if it ran.</summary>
    public string? Failure { get; private init; }

    /// <summary>The verdict on the file; null unless the driver completed.</summary>
    public JsonObject? Verdict => Problem is null && Failure is null ? Lines.FirstOrDefault(line => line["result_type"] is not null) : null;

    /// <summary>Why the file is invalid; null if it is valid.</summary>
    public string? ErrorMessage => Nodes.Text(Verdict?["error_message"]);

    /// <summary>Creates the outcome of a run that the sandbox could not start or finish.</summary>
    public static ScorerOutcome Failed(string reason) => new([], null) { Failure = reason };
}
