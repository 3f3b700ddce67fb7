namespace GalileoEval.Scale;

/// <summary>One exchange within a thread.</summary>
public sealed class ScaleTurn : ScaleObject
{
    /// <summary>The ID of the turn.</summary>
    public string? Id { get; init; }

    /// <summary>The messages of the turn, in order.</summary>
    public EvalList<ScaleMessage> Messages { get; init => field = value ?? EvalList<ScaleMessage>.None; } = EvalList<ScaleMessage>.None;

    /// <summary>The annotations of the turn.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The criteria by which the messages of the turn are scored.</summary>
    public EvalList<ScaleRubric> Rubrics { get; init => field = value ?? EvalList<ScaleRubric>.None; } = EvalList<ScaleRubric>.None;

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Id ?? "";
}
