using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Scale.Json;

namespace GalileoEval.Scale;

/// <summary>The value of an annotation of the type <c>workspace_container</c>: where a contributor ran code, and the results.</summary>
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
