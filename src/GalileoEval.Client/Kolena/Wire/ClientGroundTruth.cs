using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Kolena.Wire;

/// <summary>A version of a ground truth in the service's format, without its agent.</summary>
internal sealed class ClientGroundTruth
{
    public JsonElement Id { get; set; }

    public JsonElement Version { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement EvaluationInstructions { get; set; }

    public JsonElement Runs { get; set; }
}

/// <summary>One page of the versions of a ground truth. The name of the list is undocumented, so the only list in
/// the response is used.</summary>
internal sealed class ClientGroundTruthPage
{
    public int? TotalPages { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>The items of the list; null if there is no list, or more than one.</summary>
    public IEnumerable<ClientGroundTruth?>? Versions()
    {
        JsonElement[] lists = [.. (Others ?? []).Values.Where(value => value.ValueKind == JsonValueKind.Array)];
        return lists.Length != 1
            ? null
            : lists[0].EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.Object)
                .Select(item => item.Deserialize(KolenaJsonContext.Default.ClientGroundTruth));
    }
}

/// <summary>The request body of a new ground truth.</summary>
internal sealed class NewGroundTruth
{
    public required string Name { get; set; }

    public required string EvaluationInstructions { get; set; }

    public required JsonElement Runs { get; set; }
}
