using GalileoEval.Text;

namespace GalileoEval.Scale;

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
