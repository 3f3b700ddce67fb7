namespace GalileoEval.Scale;

/// <summary>The position of an annotation in the rubrics of a turn, or in the rubric evaluations of a
/// message.</summary>
/// <param name="RubricIndex">The index of the rubric in its turn, or of the evaluation in its message, from 0.</param>
/// <param name="Rubric">The rubric; null if the turn defines none for the evaluation.</param>
/// <param name="CriterionIndex">The index of the criterion, from 0; null for the rubric itself.</param>
/// <param name="CriterionId">The ID of the criterion; null for the rubric itself.</param>
/// <param name="Criterion">The criterion; null for the rubric itself, or if the turn does not define it.</param>
/// <param name="Annotations">The annotations.</param>
internal sealed record ScaleRubricPlace(
    int RubricIndex,
    ScaleRubric? Rubric,
    int? CriterionIndex,
    string? CriterionId,
    ScaleCriterionDefinition? Criterion,
    EvalList<ScaleAnnotation> Annotations)
{
    /// <summary>All positions of a turn or a message: each rubric before its criteria, in the order of the
    /// task.</summary>
    /// <param name="place">The turn or the message; a thread has no rubrics.</param>
    /// <returns>The positions, including those without annotations.</returns>
    public static IEnumerable<ScaleRubricPlace> AllAt(ScaleRowPlace place) => place switch
    {
        { Message: { } message, Turn: { } turn } => Evaluations(turn, message),
        { Turn: { } turn } => Definitions(turn),
        _ => [],
    };

    private static IEnumerable<ScaleRubricPlace> Definitions(ScaleTurn turn) =>
        turn.Rubrics.SelectMany((rubric, rubricIndex) => Definitions(rubric)
            .Select((criterion, index) => (Criterion: criterion, Index: index))
            .Where(each => each.Criterion is not null)
            .Select(each => new ScaleRubricPlace(
                rubricIndex, rubric, each.Index, each.Criterion.Id, each.Criterion, each.Criterion.Annotations)));

    private static IEnumerable<ScaleRubricPlace> Evaluations(ScaleTurn turn, ScaleMessage message)
    {
        for (int index = 0; index < message.RubricEvaluations.Count; index++)
        {
            if (message.RubricEvaluations[index] is not { } evaluation)
                continue;

            ScaleRubric? rubric = RubricOf(turn, message, index);
            yield return new ScaleRubricPlace(index, rubric, null, null, null, evaluation.Annotations);
            for (int at = 0; at < evaluation.CriteriaEvaluations.Count; at++)
            {
                if (evaluation.CriteriaEvaluations[at] is not { } score)
                    continue;

                string? id = score.CriterionDefinitionId;
                ScaleCriterionDefinition? criterion = turn.Rubrics.SelectMany(Definitions).FirstOrDefault(each => IsOf(each, id));
                yield return new ScaleRubricPlace(index, rubric, at, id, criterion, score.Annotations);
            }
        }
    }

    // An evaluation has no rubric ID: it is matched by its criteria or, without them, by its index.
    private static ScaleRubric? RubricOf(ScaleTurn turn, ScaleMessage message, int index)
    {
        EvalList<ScaleCriterionEvaluation> scores = message.RubricEvaluations[index].CriteriaEvaluations;
        return turn.Rubrics.FirstOrDefault(rubric =>
                scores.Any(score => Definitions(rubric).Any(each => IsOf(each, score?.CriterionDefinitionId))))
            ?? (turn.Rubrics.Count == message.RubricEvaluations.Count ? turn.Rubrics[index] : null);
    }

    private static EvalList<ScaleCriterionDefinition> Definitions(ScaleRubric? rubric) =>
        rubric?.CriteriaDefinitions ?? EvalList<ScaleCriterionDefinition>.None;

    private static bool IsOf(ScaleCriterionDefinition? criterion, string? id) => id is not null && criterion?.Id == id;
}
