namespace GalileoEval.Help;

/// <summary>An example.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Introduction">What is said before the code.</param>
/// <param name="Code">The code, as it can be run.</param>
/// <param name="Remarks">What is said after the code.</param>
public sealed record ExampleHelp(
    string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);
