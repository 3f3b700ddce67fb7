using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>How the model was set that made a message.</summary>
public sealed class ScaleModelParameters : ScaleObject
{
    /// <summary>The name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>The temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>How many tokens the model may make at most.</summary>
    public long? MaxCompletionTokens { get; init; }

    /// <summary>The share of probability that tokens are taken from.</summary>
    public double? TopP { get; init; }

    /// <summary>The number of tokens considered at each position.</summary>
    public long? TopK { get; init; }

    /// <summary>The name of the model.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(Model);
}
