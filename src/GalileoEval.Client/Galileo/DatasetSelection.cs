namespace GalileoEval.Galileo;

/// <summary>Which rows of a dataset a code scorer is validated on.</summary>
public sealed class DatasetSelection
{
    /// <summary>The dataset, a UUID.</summary>
    public required string DatasetId { get; init; }

    /// <summary>The version of the dataset, from 1; null for the latest.</summary>
    public int? VersionIndex { get; init; }

    /// <summary>The largest number of rows, from 1; null for the service's default (100).</summary>
    public int? Limit { get; init; }

    /// <summary>The number of rows to skip, from 0; null for none.</summary>
    public int? StartingToken { get; init; }

    /// <summary>The type of the scores, such as <c>float</c> or <c>bool</c>; null to leave it to the file.</summary>
    public string? ScoreType { get; init; }
}
