namespace GalileoEval.Scale;

/// <summary>A conversation of a task.</summary>
public sealed class ScaleThread : ScaleObject
{
    /// <summary>The ID of the thread.</summary>
    public string? Id { get; init; }

    /// <summary>The turns of the conversation, in order.</summary>
    public EvalList<ScaleTurn> Turns { get; init => field = value ?? EvalList<ScaleTurn>.None; } = EvalList<ScaleTurn>.None;

    /// <summary>The annotations of the whole thread.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The submissions of work on the thread; only with the option <c>submissions</c>.</summary>
    public EvalList<ScaleSubmission> Submissions { get; init => field = value ?? EvalList<ScaleSubmission>.None; } = EvalList<ScaleSubmission>.None;

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Id ?? "";
}
