using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>A trace, a span or a session, with the fields that scores need. Records are flat: a span is a separate record
/// with the ID of its trace.</summary>
internal sealed class LogRecord
{
    private static readonly string[] s_known = ["created_at"];

    public JsonElement Id { get; set; }

    public JsonElement Type { get; set; }

    public JsonElement TraceId { get; set; }

    public JsonElement SessionId { get; set; }

    public JsonElement ParentId { get; set; }

    public JsonElement ProjectId { get; set; }

    public JsonElement ExternalId { get; set; }

    public JsonElement CreatedAt { get; set; }

    public JsonElement Tags { get; set; }

    public JsonElement DatasetInput { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement Input { get; set; }

    public JsonElement Output { get; set; }

    /// <summary>Maps the key of a metric to an entry with a discriminator, <c>status_type</c>.</summary>
    public JsonElement MetricInfo { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>The fields that a score does not have as properties; the same text for all scores of the record.</summary>
    [JsonIgnore]
    public string? AdditionalJson => field ??= JsonText.Others(
        (Others ?? []).Concat(new Dictionary<string, JsonElement> { ["created_at"] = CreatedAt }), s_known);
}
