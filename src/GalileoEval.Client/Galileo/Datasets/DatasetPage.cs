using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Galileo.Datasets;

/// <summary>A page of rows: the response of <c>GET /v2/datasets/{dataset_id}/content</c> and of a version's content.</summary>
internal sealed class DatasetPage
{
    /// <summary>The columns, in order.</summary>
    public JsonElement ColumnNames { get; set; }

    /// <summary>The rows; null if there are none: the service may omit them.</summary>
    public List<DatasetPageRow?>? Rows { get; set; }

    public string? WarningMessage { get; set; }

    /// <summary>Where the next page starts; null after the last one.</summary>
    public long? NextStartingToken { get; set; }

    /// <summary>Other members, which reveal an error in a successful response.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
