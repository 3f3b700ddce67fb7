namespace GalileoEval.Scale.Json;

/// <summary>Selects a batch. Request of <c>POST /v2/batch/finalize</c>, <c>pause</c>, <c>resume</c> and <c>cancel</c>.</summary>
internal sealed class ScaleBatchSelector
{
    public string? BatchId { get; init; }

    public string? BatchName { get; init; }
}
