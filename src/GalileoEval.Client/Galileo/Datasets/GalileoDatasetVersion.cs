using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Datasets;

/// <summary>A version of a dataset (an item of <c>POST /v2/datasets/{dataset_id}/versions/query</c>).</summary>
public sealed record GalileoDatasetVersion : TolerantObject
{
    /// <summary>The dataset, a UUID.</summary>
    [JsonIgnore]
    public string DatasetId { get; init; } = "";

    /// <summary>The number of the version, from 1; null if the service does not return it.</summary>
    [JsonPropertyName("version_index")]
    public long? DatasetVersionIndex { get; init; }

    /// <summary>The name of the version; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The number of rows; null if the service does not return it.</summary>
    [JsonPropertyName("num_rows")]
    public long? RowCount { get; init; }

    /// <summary>The columns, in order.</summary>
    public EvalList<string> ColumnNames { get; init; } = EvalList<string>.None;

    /// <summary>The number of rows that the version added to the one before.</summary>
    public long? RowsAdded { get; init; }

    /// <summary>The number of rows of the version before that it removed.</summary>
    public long? RowsRemoved { get; init; }

    /// <summary>The number of rows that it changed.</summary>
    public long? RowsEdited { get; init; }

    /// <summary>The number of columns that it added.</summary>
    public long? ColumnsAdded { get; init; }

    /// <summary>The number of columns that it removed.</summary>
    public long? ColumnsRemoved { get; init; }

    /// <summary>The number of columns that it renamed.</summary>
    public long? ColumnsRenamed { get; init; }

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    [JsonIgnore]
    public string? CreatedBy { get; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => CreatedBy = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The dataset and the version.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{DatasetId}, version {DatasetVersionIndex}";
}
