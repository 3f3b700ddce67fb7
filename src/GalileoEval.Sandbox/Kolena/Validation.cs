using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>A validation that ends by the clock.</summary>
/// <param name="Id">Its number.</param>
/// <param name="GroundTruthId">What it runs against.</param>
/// <param name="Version">The version of that.</param>
/// <param name="EndsAt">When it ends, in UTC.</param>
/// <param name="EndStatus">How it ends.</param>
/// <param name="Score">Its score when it ends well.</param>
internal sealed record Validation(long Id, long GroundTruthId, int Version, DateTime EndsAt, string EndStatus, double? Score)
{
    /// <summary>The validation as it is now.</summary>
    public JsonObject ToJson(DateTime now)
    {
        string status = now < EndsAt ? "running" : EndStatus;
        return new JsonObject
        {
            ["id"] = Id,
            ["ground_truth_id"] = GroundTruthId,
            ["ground_truth_version"] = Version,
            ["status"] = status,
            ["results"] = status == "success" ? new JsonObject { ["score"] = Score } : null,
        };
    }
}
