using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo.Datasets;

/// <summary>A dataset of Galileo: a table of rows, and the versions of it (response of <c>GET /v2/datasets/{dataset_id}</c>).</summary>
public sealed record GalileoDataset : TolerantObject, INamedObject
{
    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID, a UUID.</summary>
    [JsonPropertyName("id")]
    public string DatasetId { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The newest version, from 1; null if the service does not return it.</summary>
    [JsonPropertyName("current_version_index")]
    public long? CurrentVersionIndex { get; init; }

    /// <summary>The number of rows of the newest version; null if the service does not return it.</summary>
    [JsonPropertyName("num_rows")]
    public long? RowCount { get; init; }

    /// <summary>The columns of the newest version, in order.</summary>
    public EvalList<string> ColumnNames { get; init; } = EvalList<string>.None;

    /// <summary>Whether the dataset is a draft, whose edits do not create versions; null if the service does not return it.</summary>
    [JsonPropertyName("draft")]
    public bool? IsDraft { get; init; }

    /// <summary>The number of projects that use it; null if the service does not return it.</summary>
    public long? ProjectCount { get; init; }

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    [JsonIgnore]
    public string? CreatedBy { get; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => CreatedBy = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    [JsonIgnore]
    string INamedObject.Id => DatasetId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    // The ID becomes part of the next path.
    private protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(DatasetId))
            throw new JsonException("a dataset has no ID.");
    }
}
