namespace GalileoEval.Scale;

/// <summary>The configuration of a contributor's workspace. Its access token is a secret and is dropped while reading.</summary>
public sealed class ScaleWorkspaceConfig : ScaleObject
{
    /// <summary>The ID of the workspace.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The address of the workspace.</summary>
    public string? WorkspaceUrl { get; init; }

    /// <summary>When it expires, in the service's format.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>The time without activity after which it is frozen; the unit is undocumented.</summary>
    public long? InactivityFreezeTime { get; init; }

    /// <summary>Whether access is forced.</summary>
    public bool? ForceEnableWorkspaceAccess { get; init; }

    /// <summary>The version of its image.</summary>
    public long? WorkspaceImageVersion { get; init; }

    /// <summary>The ID of the workspace.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => WorkspaceId ?? "";
}
