using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>A validation that ends at a given time.</summary>
/// <param name="Id">The ID.</param>
/// <param name="GroundTruthId">The ground truth to compare with.</param>
/// <param name="Version">The version of the ground truth.</param>
/// <param name="EndsAt">When it ends, in UTC.</param>
/// <param name="EndStatus">The final status.</param>
/// <param name="Score">The score if it succeeds.</param>
internal sealed record Validation(long Id, long GroundTruthId, int Version, DateTime EndsAt, string EndStatus, double? Score)
{
    /// <summary>Serializes the current validation as the service does.</summary>
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
