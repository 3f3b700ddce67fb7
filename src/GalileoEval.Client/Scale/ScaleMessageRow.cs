using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A message of a task as one flat row.</summary>
public sealed class ScaleMessageRow : ScaleRow
{
    private ScaleMessageRow(ScaleRowPlace place, ScaleMessage message)
        : base(place)
    {
        Text = message.Content?.Text;
        ReferenceTexts = message.Content?.ReferenceTexts ?? EvalList<ScaleReferenceText>.None;
        Attachments = message.Content?.Attachments ?? EvalList<ScaleAttachment>.None;
        Chunks = message.Content?.Chunks ?? EvalList<ScaleChunk>.None;
        Reasoning = message.Content?.Reasoning ?? EvalList<ScaleReasoning>.None;
        Annotations = message.Annotations;
        RubricEvaluations = message.RubricEvaluations;
        Model = message.ModelParameters?.Model;
        ModelParameters = message.ModelParameters;
    }

    /// <summary>The complete text, with line breaks.</summary>
    public string? Text { get; }

    /// <summary>Texts that the message refers to.</summary>
    public EvalList<ScaleReferenceText> ReferenceTexts { get; }

    /// <summary>The attachments of the message.</summary>
    public EvalList<ScaleAttachment> Attachments { get; }

    /// <summary>The message in pieces.</summary>
    public EvalList<ScaleChunk> Chunks { get; }

    /// <summary>How the model arrived at the message.</summary>
    public EvalList<ScaleReasoning> Reasoning { get; }

    /// <summary>The annotations of the message, without those of its pieces.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; }

    /// <summary>The scores of the message by the rubrics of its turn.</summary>
    public EvalList<ScaleRubricEvaluation> RubricEvaluations { get; }

    /// <summary>The name of the model that generated the message; only with the option
    /// <c>model_parameters</c>.</summary>
    public string? Model { get; }

    /// <summary>The parameters of that model; only with the option <c>model_parameters</c>.</summary>
    public ScaleModelParameters? ModelParameters { get; }

    /// <summary>Unrolls a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>A row for each message, in the order of the task; none for a task without threads.</returns>
    public static IEnumerable<ScaleMessageRow> AllOf(ScaleTask task) =>
        ScaleRowPlace.AllOf(task)
            .Where(place => place.Message is not null)
            .Select(place => new ScaleMessageRow(place, place.Message!));

    /// <summary>The role and the beginning of the text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Role}: {EvalText.OneLine(Text, 60)}";
}
