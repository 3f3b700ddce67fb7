namespace GalileoEval.Galileo;

/// <summary>Which stored log records a code scorer is validated on.</summary>
public sealed class LogRecordSelection
{
    /// <summary>The log stream that contains the records, a UUID; null if an experiment does.</summary>
    public string? LogStreamId { get; init; }

    /// <summary>The experiment that contains the records, a UUID; null if a log stream does.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The largest number of records, from 1; null for the service's default (100).</summary>
    public int? Limit { get; init; }

    /// <summary>The number of records to skip, from 0; null for none.</summary>
    public int? StartingToken { get; init; }

    /// <summary>A JSON array of log-record filters; null for none.</summary>
    public string? FiltersJson { get; init; }

    /// <summary>A JSON object, the sort clause; null for the service's order.</summary>
    public string? SortJson { get; init; }
}

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
