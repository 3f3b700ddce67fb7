namespace GalileoEval.Scale.Json;

/// <summary>Reads a batch or its id.</summary>
internal sealed class ScaleBatchConverter : ScaleExpandableConverter<ScaleBatch>
{
    /// <inheritdoc/>
    protected override ScaleBatch Refer(string id) => new() { BatchId = id, IsReference = true };
}
