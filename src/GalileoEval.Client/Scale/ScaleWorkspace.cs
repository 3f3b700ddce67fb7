using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Scale.Json;

namespace GalileoEval.Scale;

/// <summary>The value of an annotation of the type <c>workspace_container</c>: where a contributor ran code, and what came of it.</summary>
public sealed class ScaleWorkspace : ScaleObject
{
    /// <summary>The id of the workspace.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>How the workspace is set up. Its token is a secret and is not kept.</summary>
    public ScaleWorkspaceConfig? WorkspaceConfig { get; init; }

    /// <summary>The last run of the code, as the service tells it.</summary>
    [JsonConverter(typeof(ScaleMapConverter))]
    public JsonMap? LastCodeRunEvent { get; init; }

    /// <summary>The files that were made.</summary>
    public EvalList<ScaleWorkspaceFile> OutputFiles { get; init => field = value ?? EvalList<ScaleWorkspaceFile>.None; } = EvalList<ScaleWorkspaceFile>.None;

    /// <summary>What the code wrote to standard output.</summary>
    public ScaleFileContent? StdoutOutput { get; init; }

    /// <summary>What the code wrote to standard error.</summary>
    public ScaleFileContent? StderrOutput { get; init; }

    /// <summary>What the tests wrote to standard output.</summary>
    public ScaleFileContent? TestStdoutOutput { get; init; }

    /// <summary>What the tests wrote to standard error.</summary>
    public ScaleFileContent? TestStderrOutput { get; init; }

    /// <summary>All that the workspace holds, as compact JSON: what a CSV cell shows.</summary>
    /// <returns>A JSON object, without the token.</returns>
    public override string ToString() => ScaleJson.TextOf(this);
}
