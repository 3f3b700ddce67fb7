using System.Text.Json.Serialization;
using GalileoEval.Scale.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The criteria by which the messages of a turn are scored.</summary>
public sealed class ScaleRubric : ScaleObject
{
    /// <summary>The title; null if there is none: it is optional.</summary>
    [JsonConverter(typeof(ScaleTextConverter))]
    public string? Title { get; init; }

    /// <summary>The criteria.</summary>
    public EvalList<ScaleCriterionDefinition> CriteriaDefinitions { get; init => field = value ?? EvalList<ScaleCriterionDefinition>.None; } = EvalList<ScaleCriterionDefinition>.None;

    /// <summary>The maximum total score of all criteria.</summary>
    public double? MaxTotalScore { get; init; }

    /// <summary>The title, otherwise the criteria.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        EvalText.OneLine(string.IsNullOrWhiteSpace(Title) ? CriteriaDefinitions.ToString() : Title);
}
