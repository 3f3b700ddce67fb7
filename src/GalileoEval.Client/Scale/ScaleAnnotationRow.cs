using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>An annotation of a task as one flat row: its place, the question and the answer.</summary>
public sealed class ScaleAnnotationRow : ScaleRow
{
    private ScaleAnnotationRow(
        ScaleRowPlace place, ScaleAnnotationLevel level, int? chunkIndex, ScaleRubricPlace? rubric, ScaleAnnotation annotation)
        : base(place)
    {
        ContributorId = place.Thread.Submissions is [{ } submission] ? submission.ContributorId : null;
        Level = level;
        ChunkIndex = chunkIndex;
        RubricIndex = rubric?.RubricIndex;
        RubricTitle = rubric?.Rubric?.ToString();
        CriterionIndex = rubric?.CriterionIndex;
        CriterionId = rubric?.CriterionId;
        CriterionTitle = rubric?.Criterion?.Criterion;
        AnnotationId = annotation.Id;
        Key = annotation.Key;
        Type = annotation.Type;
        ValueText = annotation.ValueText;
        Value = annotation.Value;
        Title = annotation.Title;
        Description = annotation.Description;
        Justification = annotation.Justification ?? (annotation.Value as ScaleRubricRating)?.Justification;
        NotApplicable = annotation.NotApplicable;
        CannotAssess = annotation.CannotAssess;
        Labels = annotation.Labels;
        PossibleValues = annotation.PossibleValues;
        Metadata = annotation.Metadata;
        RawJson = annotation.RawJson;
    }

    /// <summary>The ID of the contributor who made the annotation: of the thread's submission, where it has exactly one;
    /// else null. Only with the option <c>submissions</c>.</summary>
    public string? ContributorId { get; }

    /// <summary>The part of the task that the annotation is about.</summary>
    public ScaleAnnotationLevel Level { get; }

    /// <summary>The place of the piece in the message, from 0; null unless the annotation is about a piece.</summary>
    public int? ChunkIndex { get; }

    /// <summary>The place, from 0, of the rubric in its turn or, where <see cref="ScaleRow.MessageIndex"/> is set, of the
    /// rubric evaluation in its message; null unless the level is Rubric.</summary>
    public int? RubricIndex { get; }

    /// <summary>The title of the rubric, else its criteria in one line; null unless the level is Rubric, and where the turn
    /// does not define the rubric.</summary>
    public string? RubricTitle { get; }

    /// <summary>The place of the criterion in the rubric or in its evaluation, from 0; null unless the annotation is about a
    /// criterion.</summary>
    public int? CriterionIndex { get; }

    /// <summary>The ID of the criterion; null unless the annotation is about a criterion.</summary>
    public string? CriterionId { get; }

    /// <summary>The text of the criterion; null unless the annotation is about a criterion, and where the turn does not define
    /// it.</summary>
    public string? CriterionTitle { get; }

    /// <summary>The key that names the question, such as <c>formatting</c>.</summary>
    public string? Key { get; }

    /// <summary>The type of the value, as the service names it; it may leave it out unless the option
    /// <c>annotation_details</c> asks for it.</summary>
    public string? Type { get; }

    /// <summary>The answer in one line of at most 500 characters, as <see cref="ScaleAnnotation.ValueText"/>.</summary>
    public string ValueText { get; }

    /// <summary>The answer; see <see cref="ScaleAnnotation"/> for its .NET type. Null if there is none.</summary>
    public object? Value { get; }

    /// <summary>The title of the question.</summary>
    public string? Title { get; }

    /// <summary>The question in full.</summary>
    public string? Description { get; }

    /// <summary>The reason for the answer: that of the annotation or, if it has none, that of its rubric rating.</summary>
    public string? Justification { get; }

    /// <summary>Whether the question does not apply; null if unknown.</summary>
    public bool? NotApplicable { get; }

    /// <summary>Whether the question cannot be answered; null if unknown.</summary>
    public bool? CannotAssess { get; }

    /// <summary>The display names of the possible answers.</summary>
    public EvalList<string> Labels { get; }

    /// <summary>The possible answers.</summary>
    public EvalList<object?> PossibleValues { get; }

    /// <summary>Metadata of the annotation, such as the criteria it belongs to.</summary>
    public JsonMap? Metadata { get; }

    /// <summary>The id of the annotation; the service may leave it out unless the option <c>annotation_details</c> asks for
    /// it.</summary>
    public string? AnnotationId { get; }

    /// <summary>The whole annotation as JSON, where this version did not understand all of it; else null.</summary>
    public string? RawJson { get; }

    /// <summary>Unrolls a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>A row for each annotation, in the order of the task, what is about the whole before what is about its
    /// parts; none for a task without threads.</returns>
    public static IEnumerable<ScaleAnnotationRow> AllOf(ScaleTask task) => ScaleRowPlace.AllOf(task).SelectMany(AllAt);

    /// <summary>The key and the answer.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown($"{Key}={ValueText}");

    private static IEnumerable<ScaleAnnotationRow> AllAt(ScaleRowPlace place)
    {
        (ScaleAnnotationLevel level, EvalList<ScaleAnnotation> own) = place switch
        {
            { Message: { } message } => (ScaleAnnotationLevel.Message, message.Annotations),
            { Turn: { } turn } => (ScaleAnnotationLevel.Turn, turn.Annotations),
            _ => (ScaleAnnotationLevel.Thread, place.Thread.Annotations),
        };
        EvalList<ScaleChunk> chunks = place.Message?.Content?.Chunks ?? EvalList<ScaleChunk>.None;
        return Rows(own, level)
            .Concat(chunks.SelectMany((chunk, index) => Rows(chunk?.Annotations, ScaleAnnotationLevel.Chunk, index)))
            .Concat(ScaleRubricPlace.AllAt(place).SelectMany(rubric =>
                Rows(rubric.Annotations, ScaleAnnotationLevel.Rubric, rubric: rubric)));

        IEnumerable<ScaleAnnotationRow> Rows(
            EvalList<ScaleAnnotation>? annotations,
            ScaleAnnotationLevel about,
            int? chunkIndex = null,
            ScaleRubricPlace? rubric = null) =>
            (annotations ?? EvalList<ScaleAnnotation>.None)
                .OfType<ScaleAnnotation>()
                .Select(annotation => new ScaleAnnotationRow(place, about, chunkIndex, rubric, annotation));
    }
}
