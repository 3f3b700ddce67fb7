using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>One version of a ground truth: the expected values of an agent's runs
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}</c>).</summary>
public sealed record KolenaGroundTruth : TolerantObject
{
    private readonly int? _version;

    /// <summary>The agent, taken from the request: the response does not contain it.</summary>
    [JsonIgnore]
    public required long AgentId { get; init; }

    /// <summary>The ground truth.</summary>
    [JsonPropertyName("id")]
    public required long GroundTruthId { get; init; }

    /// <summary>The version, counted by the service.</summary>
    [JsonPropertyName("version")]
    public required int GroundTruthVersion { get => _version ?? 0; init => _version = value; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The instructions for comparing a value with the true one.</summary>
    public string? EvaluationInstructions { get; init; }

    /// <summary>The number of runs in it.</summary>
    [JsonIgnore]
    public int RunCount => Runs.Count;

    /// <summary>The runs, each with its true values.</summary>
    public EvalList<KolenaGroundTruthRun> Runs { get; init; } = EvalList<KolenaGroundTruthRun>.None;

    /// <summary>The name, else the ids.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => EvalText.Shown(Name ?? $"agent {AgentId}, ground truth {GroundTruthId}");

    private protected override void Check()
    {
        if (_version is null)
            throw Invalid("a ground truth", "version");
    }
}
