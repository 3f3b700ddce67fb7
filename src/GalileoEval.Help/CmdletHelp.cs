namespace GalileoEval.Help;

/// <summary>What the help of one cmdlet says.</summary>
public sealed record CmdletHelp
{
    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The noun.</summary>
    public required string Noun { get; init; }

    /// <summary>The name, <c>Verb-Noun</c>.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The full name of the class.</summary>
    public required string TypeName { get; init; }

    /// <summary>One sentence: the class's summary.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The paragraphs of the class's remarks.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The notes: an <c>alertSet</c> list in the remarks.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every parameter, by name.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The parameter sets, the default one first.</summary>
    public required IReadOnlyList<ParameterSetHelp> ParameterSets { get; init; }

    /// <summary>What can be piped to it.</summary>
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    /// <summary>What it writes.</summary>
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>The related links.</summary>
    public required IReadOnlyList<LinkHelp> Links { get; init; }
}
