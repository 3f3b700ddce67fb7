using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Records;

/// <summary>A trace, a span or a session, with the fields that scores need. Records are flat: a span is a separate record
/// with the ID of its trace.</summary>
internal sealed record LogRecord : TolerantObject
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? TraceId { get; init; }

    public string? SessionId { get; init; }

    public string? ParentId { get; init; }

    public string? ProjectId { get; init; }

    public string? ExternalId { get; init; }

    public DateTime? CreatedAt { get; init; }

    public EvalList<string> Tags { get; init; } = EvalList<string>.None;

    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? DatasetInput { get; init; }

    public string? Name { get; init; }

    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? Input { get; init; }

    [JsonConverter(typeof(TextOrJsonConverter))]
    public string? Output { get; init; }

    /// <summary>Maps the key of a metric to an entry with a discriminator, <c>status_type</c>. Not read further: most readers need one
    /// metric of many, and only its status.</summary>
    public JsonElement MetricInfo { get; init; }
}
