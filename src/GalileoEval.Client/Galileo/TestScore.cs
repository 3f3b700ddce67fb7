using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>The score of a code scorer for one type of node in a test run of the service.</summary>
public sealed class TestScore
{
    /// <summary>The type of node that was scored, such as <c>llm</c> or <c>trace</c>.</summary>
    public required string NodeType { get; init; }

    /// <summary>The score: <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/>; null if
    /// the scorer returned none.</summary>
    public object? Score { get; init; }

    /// <summary>Node type and score, such as <c>llm=0.5</c>.</summary>
    /// <returns>The text, the same in every culture; without a score, nothing follows the equals sign.</returns>
    public override string ToString() => EvalText.Shown($"{NodeType}={ScoreText}");

    private string ScoreText => Score switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(Score, CultureInfo.InvariantCulture) ?? "",
    };
}
