namespace GalileoEval.Galileo;

/// <summary>A run whose records have scores. Exactly one of the IDs is set.</summary>
public sealed record LogRecordRun
{
    /// <summary>The experiment that a validation on log records created, a UUID.</summary>
    public string? MetricsExperimentId { get; init; }

    /// <summary>An experiment, a UUID.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>A log stream, a UUID.</summary>
    public string? LogStreamId { get; init; }
}
