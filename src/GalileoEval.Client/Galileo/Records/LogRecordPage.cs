using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Galileo.Records;

/// <summary>The response of <c>POST /v2/projects/{project_id}/traces/search</c>.</summary>
internal sealed class LogRecordPage
{
    /// <summary>The records; null if there are none: the service may omit them.</summary>
    public List<LogRecord?>? Records { get; set; }

    /// <summary>Other members, which reveal an error in a successful response.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Where the next page starts; null after the last one.</summary>
    public long? NextStartingToken { get; set; }
}
