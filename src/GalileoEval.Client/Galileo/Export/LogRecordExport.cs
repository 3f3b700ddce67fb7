namespace GalileoEval.Galileo.Export;

/// <summary>Which records are exported, and how.</summary>
public sealed record LogRecordExport
{
    /// <summary>The documented formats: JSON Lines, CSV, and JSON Lines without nesting.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["jsonl", "csv", "jsonl_flat"];

    /// <summary>The documented types of records.</summary>
    public static IReadOnlyList<string> RootTypes { get; } = ["trace", "session", "span"];

    /// <summary>The format, such as one of <see cref="Formats"/>.</summary>
    public string Format { get; init; } = "jsonl";

    /// <summary>The type of the records, such as one of <see cref="RootTypes"/>.</summary>
    public string RootType { get; init; } = "trace";

    /// <summary>The log stream that contains the records, a UUID; null if an experiment does.</summary>
    public string? LogStreamId { get; init; }

    /// <summary>The experiment that contains the records, a UUID; null if a log stream does.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The columns, for CSV only; null for all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>A JSON array of log-record filters; null for none.</summary>
    public string? FiltersJson { get; init; }

    /// <summary>A JSON object, the sort clause; null for the service's order, the newest first.</summary>
    public string? SortJson { get; init; }

    /// <summary>Whether the service masks sensitive data. Default true, as in the service.</summary>
    public bool Redact { get; init; } = true;
}
