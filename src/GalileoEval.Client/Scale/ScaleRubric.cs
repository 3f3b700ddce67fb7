using System.Globalization;
using System.Text.Json.Serialization;
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

/// <summary>One criterion of a rubric.</summary>
public sealed class ScaleCriterionDefinition : ScaleObject
{
    /// <summary>The ID of the criterion.</summary>
    public string? Id { get; init; }

    /// <summary>The text of the criterion.</summary>
    public string? Criterion { get; init; }

    /// <summary>The weight of the score for this criterion.</summary>
    public double? Weight { get; init; }

    /// <summary>The annotations of the criterion.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The first 60 characters of the criterion.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Criterion ?? Id, 60);
}

/// <summary>The scores of a message by a rubric.</summary>
public sealed class ScaleRubricEvaluation : ScaleObject
{
    /// <summary>The weighted sum of all scores.</summary>
    public double? TotalScore { get; init; }

    /// <summary>The total score as a percentage of the maximum.</summary>
    public double? Percentage { get; init; }

    /// <summary>The scores, one for each criterion.</summary>
    public EvalList<ScaleCriterionEvaluation> CriteriaEvaluations { get; init => field = value ?? EvalList<ScaleCriterionEvaluation>.None; } = EvalList<ScaleCriterionEvaluation>.None;

    /// <summary>The annotations of the scores.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The total score.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}", TotalScore);
}

/// <summary>The score of a message for one criterion.</summary>
public sealed class ScaleCriterionEvaluation : ScaleObject
{
    /// <summary>The ID of the criterion.</summary>
    public string? CriterionDefinitionId { get; init; }

    /// <summary>The score before it is multiplied by the weight of the criterion.</summary>
    public double? Score { get; init; }

    /// <summary>The annotations of the score.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The criterion and the score.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(string.Format(CultureInfo.InvariantCulture, "{0}={1}", CriterionDefinitionId, Score));
}

/// <summary>The value of an annotation of the type <c>rubric_criteria</c>.</summary>
public sealed class ScaleRubricCriteria : ScaleObject
{
    /// <summary>The weight of the criterion.</summary>
    public double? Weight { get; init; }

    /// <summary>The weight.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "weight {0}", Weight);
}

/// <summary>The value of an annotation of the type <c>rubric_rating</c>.</summary>
public sealed class ScaleRubricRating : ScaleObject
{
    /// <summary>The score.</summary>
    public double? Score { get; init; }

    /// <summary>The colour of the score.</summary>
    public string? Color { get; init; }

    /// <summary>The justification of the score.</summary>
    public string? Justification { get; init; }

    /// <summary>The score, the colour and the reason.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Score, Color, Justification));
}
