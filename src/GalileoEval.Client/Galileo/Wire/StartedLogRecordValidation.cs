using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>POST /v2/scorers/code/validate/log_record</c>.</summary>
internal sealed class StartedLogRecordValidation
{
    public JsonElement MetricsExperimentId { get; set; }

    /// <summary>Older servers omit it.</summary>
    public JsonElement ProjectId { get; set; }
}
