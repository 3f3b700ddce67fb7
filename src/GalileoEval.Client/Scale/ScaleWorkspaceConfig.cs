namespace GalileoEval.Scale;

/// <summary>How a contributor's workspace is set up. The token that opens it is a secret: it is dropped while reading.</summary>
public sealed class ScaleWorkspaceConfig : ScaleObject
{
    /// <summary>The id of the workspace.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The address of the workspace.</summary>
    public string? WorkspaceUrl { get; init; }

    /// <summary>When it ends, as the service returns it.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>After which time without activity it is frozen; the service names no unit.</summary>
    public long? InactivityFreezeTime { get; init; }

    /// <summary>Whether it may be entered in any case.</summary>
    public bool? ForceEnableWorkspaceAccess { get; init; }

    /// <summary>The version of the image that it was made from.</summary>
    public long? WorkspaceImageVersion { get; init; }

    /// <summary>The id of the workspace.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => WorkspaceId ?? "";
}
