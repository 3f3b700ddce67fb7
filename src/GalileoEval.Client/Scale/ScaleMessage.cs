using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A message of a turn.</summary>
public sealed class ScaleMessage : ScaleObject
{
    /// <summary>The role of the sender: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>function</c>, or a newer
    /// value.</summary>
    public string? Role { get; init; }

    /// <summary>The ID of the source of the message.</summary>
    public string? SourceId { get; init; }

    /// <summary>The content.</summary>
    public ScaleMessageContent? Content { get; init; }

    /// <summary>The annotations of the message.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The parameters of the model that generated the message; only with the option
    /// <c>model_parameters</c>.</summary>
    public ScaleModelParameters? ModelParameters { get; init; }

    /// <summary>The scores of the message by the rubrics of its turn.</summary>
    public EvalList<ScaleRubricEvaluation> RubricEvaluations { get; init => field = value ?? EvalList<ScaleRubricEvaluation>.None; } = EvalList<ScaleRubricEvaluation>.None;

    /// <summary>The role and the beginning of the text, such as <c>user: What is the capital of France?</c></summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Role}: {Content}";
}

/// <summary>The parameters of the model that generated a message.</summary>
public sealed class ScaleModelParameters : ScaleObject
{
    /// <summary>The name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>The temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>The maximum number of tokens to generate.</summary>
    public long? MaxCompletionTokens { get; init; }

    /// <summary>The cumulative probability of the sampled tokens (top-p).</summary>
    public double? TopP { get; init; }

    /// <summary>The number of tokens considered at each position (top-k).</summary>
    public long? TopK { get; init; }

    /// <summary>The name of the model.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(Model);
}
