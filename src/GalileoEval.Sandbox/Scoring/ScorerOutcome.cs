using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>How a run of a scorer file ended.</summary>
/// <param name="Lines">What the driver reported, in order; on a time limit what it reported until then.</param>
/// <param name="Problem">Why it did not report everything; null when it did.</param>
internal sealed record ScorerOutcome(IReadOnlyList<JsonObject> Lines, string? Problem)
{
    /// <summary>Said of a run that ended well by its exit code and yet reported nothing.</summary>
    public const string NoResult = "The scorer ended the Python interpreter before its result was known.";

    /// <summary>The verdict that the file is invalid; null when it could be run.</summary>
    public string? ErrorMessage =>
        Lines.FirstOrDefault(line => (string?)line["result_type"] == "invalid") is { } verdict
            ? (string?)verdict["error_message"]
            : null;
}
