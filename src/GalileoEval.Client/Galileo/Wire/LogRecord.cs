using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>A trace, a span or a session, as far as its scores need it. Records are flat: a span names its trace and is
/// a record of its own.</summary>
internal sealed class LogRecord
{
    public JsonElement Id { get; set; }

    public JsonElement Type { get; set; }

    public JsonElement TraceId { get; set; }

    public JsonElement ProjectId { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement Input { get; set; }

    public JsonElement Output { get; set; }

    /// <summary>From the metric's key to an entry told apart by <c>status_type</c>.</summary>
    public JsonElement MetricInfo { get; set; }
}
