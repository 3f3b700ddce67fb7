namespace GalileoEval.Scale.Json;

/// <summary>Reads a project or its id.</summary>
internal sealed class ScaleProjectConverter : ScaleExpandableConverter<ScaleProject>
{
    /// <inheritdoc/>
    protected override ScaleProject Refer(string id) => new() { ProjectId = id, IsReference = true };
}
