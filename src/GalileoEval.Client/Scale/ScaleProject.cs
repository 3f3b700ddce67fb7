using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A project, which contains tasks and batches.</summary>
public sealed class ScaleProject : ScaleObject
{
    /// <summary>The ID of the project.</summary>
    [JsonPropertyName("id")]
    public required string ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    [JsonPropertyName("name")]
    public string? ProjectName { get; init; }

    /// <summary>When the project was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The kinds of work that the project is for.</summary>
    public EvalList<string> Types { get; init => field = value ?? EvalList<string>.None; } = EvalList<string>.None;

    /// <summary>The models of the project.</summary>
    public EvalList<string> Models { get; init => field = value ?? EvalList<string>.None; } = EvalList<string>.None;

    /// <summary>Whether the service sent only the id.</summary>
    internal bool IsReference { get; init; }

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(ProjectId);

    private protected override void Check()
    {
        if (ProjectId is null)
            throw new JsonException("A project has no ID.");
    }
}
