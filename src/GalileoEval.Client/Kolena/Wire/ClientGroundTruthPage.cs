using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Kolena.Wire;

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
