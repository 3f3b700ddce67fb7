using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The value of an annotation of the type <c>workspace_container</c>: where a contributor ran code, and the
/// results.</summary>
public sealed class ScaleWorkspace : ScaleObject
{
    /// <summary>The ID of the workspace.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The configuration of the workspace. Its token is a secret and is not kept.</summary>
    public ScaleWorkspaceConfig? WorkspaceConfig { get; init; }

    /// <summary>The last run of the code, as the service returns it.</summary>
    [JsonConverter(typeof(ScaleMapConverter))]
    public JsonMap? LastCodeRunEvent { get; init; }

    /// <summary>The generated files.</summary>
    public EvalList<ScaleWorkspaceFile> OutputFiles { get; init => field = value ?? EvalList<ScaleWorkspaceFile>.None; } = EvalList<ScaleWorkspaceFile>.None;

    /// <summary>The standard output of the code.</summary>
    public ScaleFileContent? StdoutOutput { get; init; }

    /// <summary>The standard error of the code.</summary>
    public ScaleFileContent? StderrOutput { get; init; }

    /// <summary>The standard output of the tests.</summary>
    public ScaleFileContent? TestStdoutOutput { get; init; }

    /// <summary>The standard error of the tests.</summary>
    public ScaleFileContent? TestStderrOutput { get; init; }

    /// <summary>The whole workspace as compact JSON, for CSV cells.</summary>
    /// <returns>A JSON object, without the token.</returns>
    public override string ToString() => ScaleJson.TextOf(this);
}

/// <summary>The configuration of a contributor's workspace. Its access token is a secret and is dropped while
/// reading.</summary>
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

/// <summary>A file that was created in a workspace.</summary>
public sealed class ScaleWorkspaceFile : ScaleObject
{
    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>The programming language of the file.</summary>
    public string? FileLanguage { get; init; }

    /// <summary>The source of the file.</summary>
    public string? Url { get; init; }

    /// <summary>The URL of the file at the service.</summary>
    public string? ScaleUrl { get; init; }

    /// <summary>The text of the file.</summary>
    public string? FileContent { get; init; }

    /// <summary>The name of the file, else its address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(FileName ?? Url ?? ScaleUrl);
}

/// <summary>The output of a program.</summary>
public sealed class ScaleFileContent : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>The URL of the text.</summary>
    public string? Url { get; init; }

    /// <summary>The URL of the text at the service.</summary>
    public string? ScaleUrl { get; init; }

    /// <summary>The first 60 characters of the text, else its address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content ?? Url ?? ScaleUrl, 60);
}
