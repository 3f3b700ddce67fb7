using System.Globalization;
using GalileoEval.Text;

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

/// <summary>A submission of work on a thread.</summary>
public sealed class ScaleSubmission : ScaleObject
{
    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>The ID of the contributor.</summary>
    public string? ContributorId { get; init; }

    /// <summary>The contributor and the time.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(string.Format(CultureInfo.InvariantCulture, "{0} {1:yyyy-MM-ddTHH:mm:ssZ}", ContributorId, SubmittedAt));
}
