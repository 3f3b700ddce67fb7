namespace GalileoEval.Help;

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">What is said of it; may be empty.</param>
public sealed record TypeHelp(string Name, string Description);
