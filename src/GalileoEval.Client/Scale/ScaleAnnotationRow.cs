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

    /// <summary>The ID of the contributor who made the annotation: the contributor of the thread's submission if it has
    /// exactly one; otherwise null. Only with the option <c>submissions</c>.</summary>
    public string? ContributorId { get; }

    /// <summary>The part of the task that the annotation belongs to.</summary>
    public ScaleAnnotationLevel Level { get; }

    /// <summary>The index of the piece in the message, from 0; null unless the annotation belongs to a piece.</summary>
    public int? ChunkIndex { get; }

    /// <summary>The index, from 0, of the rubric in its turn or, if <see cref="ScaleRow.MessageIndex"/> is set, of the
    /// rubric evaluation in its message; null unless the level is Rubric.</summary>
    public int? RubricIndex { get; }

    /// <summary>The title of the rubric, else its criteria in one line; null unless the level is Rubric and the turn
    /// defines the rubric.</summary>
    public string? RubricTitle { get; }

    /// <summary>The index of the criterion in the rubric or in its evaluation, from 0; null unless the annotation
    /// belongs to a criterion.</summary>
    public int? CriterionIndex { get; }

    /// <summary>The ID of the criterion; null unless the annotation belongs to a criterion.</summary>
    public string? CriterionId { get; }

    /// <summary>The text of the criterion; null unless the annotation belongs to a criterion that the turn
    /// defines.</summary>
    public string? CriterionTitle { get; }

    /// <summary>The key that names the question, such as <c>formatting</c>.</summary>
    public string? Key { get; }

    /// <summary>The service's name for the type of the value; the service may omit it without the option
    /// <c>annotation_details</c>.</summary>
    public string? Type { get; }

    /// <summary>The answer in one line of at most 500 characters, as <see cref="ScaleAnnotation.ValueText"/>.</summary>
    public string ValueText { get; }

    /// <summary>The answer; see <see cref="ScaleAnnotation"/> for its .NET type. Null if there is none.</summary>
    public object? Value { get; }

    /// <summary>The title of the question.</summary>
    public string? Title { get; }

    /// <summary>The question in full.</summary>
    public string? Description { get; }

    /// <summary>The reason for the answer: that of the annotation or, if it has none, that of its rubric
    /// rating.</summary>
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

    /// <summary>The ID of the annotation; the service may omit it without the option
    /// <c>annotation_details</c>.</summary>
    public string? AnnotationId { get; }

    /// <summary>The complete annotation as JSON if it was not completely understood; otherwise null.</summary>
    public string? RawJson { get; }

    /// <summary>Unrolls a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>A row for each annotation, in the order of the task, each object before its parts; none for a task
    /// without threads.</returns>
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

/// <summary>The part of a task that an annotation belongs to.</summary>
public enum ScaleAnnotationLevel
{
    /// <summary>A whole thread.</summary>
    Thread,

    /// <summary>A turn of a thread.</summary>
    Turn,

    /// <summary>A message of a turn.</summary>
    Message,

    /// <summary>A piece of a message.</summary>
    Chunk,

    /// <summary>A rubric: a criterion that a turn defines, or the score of a message by a rubric or by one of its
    /// criteria.</summary>
    Rubric,
}
