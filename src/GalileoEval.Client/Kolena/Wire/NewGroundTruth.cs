using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>The request body of a new ground truth.</summary>
internal sealed class NewGroundTruth
{
    public required string Name { get; set; }

    public required string EvaluationInstructions { get; set; }

    public required JsonElement Runs { get; set; }
}
