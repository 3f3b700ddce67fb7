using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>A validation that ends at a given time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="GroundTruthId">The ground truth to compare with.</param>
/// <param name="Version">The version of the ground truth.</param>
/// <param name="EndsAt">When it ends, in UTC.</param>
/// <param name="EndStatus">How it ends.</param>
/// <param name="Score">Its score when it ends well.</param>
internal sealed record Validation(long Id, long GroundTruthId, int Version, DateTime EndsAt, string EndStatus, double? Score)
{
    /// <summary>Returns the current validation, as the service sends it.</summary>
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
