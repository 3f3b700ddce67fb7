using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>A version of a ground truth in the service's format, without its agent.</summary>
internal sealed class ClientGroundTruth
{
    public JsonElement Id { get; set; }

    public JsonElement Version { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement EvaluationInstructions { get; set; }

    public JsonElement Runs { get; set; }

    /// <summary>Converts it to the model.</summary>
    /// <exception cref="JsonException">It has no version, or a negative one.</exception>
    public KolenaGroundTruth ToModel(long agentId, long groundTruthId) => new()
    {
        AgentId = agentId,
        GroundTruthId = groundTruthId,
        GroundTruthVersion = Version.Whole() is long version and >= 0 and <= int.MaxValue
            ? (int)version
            : throw Version.Invalid("a ground truth", "version"),
        Name = Name.Text(),
        EvaluationInstructions = EvaluationInstructions.Text(),
        Runs = new EvalList<KolenaGroundTruthRun>([.. Runs.Items().Select(Run)]),
    };

    private static KolenaGroundTruthRun Run(JsonElement run) => new()
    {
        UserDefinedId = run.Member("user_defined_id").TextOrJson(),
        Data = JsonMap.From(run.Member("data")),
    };
}
