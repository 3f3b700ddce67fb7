namespace GalileoEval.Galileo;

/// <summary>The options that all validations of a code scorer share.</summary>
public sealed class CodeScorerOptions
{
    /// <summary>The scorers whose results this one reads (<c>required_scorers</c>); null or empty to leave it to the
    /// file.</summary>
    public IReadOnlyList<string>? RequiredScorers { get; init; }

    /// <summary>The types of node to score, such as <c>llm</c> (<c>scoreable_node_types</c>); null or empty to leave it to
    /// the file.</summary>
    public IReadOnlyList<string>? ScoreableNodeTypes { get; init; }
}
