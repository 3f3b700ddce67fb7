using System.Text.Json;

namespace GalileoEval.Scale.Json;

/// <summary>New metadata. Request of <c>POST /v2/batch/metadata</c> and <c>POST /v2/task/metadata</c>.</summary>
internal sealed class ScaleMetadataChange
{
    public string? TaskId { get; init; }

    public string? BatchId { get; init; }

    public string? BatchName { get; init; }

    public JsonElement Metadata { get; init; }

    public bool Merge { get; init; }
}

/// <summary>Selects a batch. Request of <c>POST /v2/batch/finalize</c>, <c>pause</c>, <c>resume</c> and <c>cancel</c>.</summary>
internal sealed class ScaleBatchSelector
{
    public string? BatchId { get; init; }

    public string? BatchName { get; init; }
}
