namespace GalileoEval.Help;

/// <summary>A related link.</summary>
/// <param name="Text">The text: a cmdlet's name, or the title of a page.</param>
/// <param name="Uri">The address; empty for a cmdlet.</param>
public sealed record LinkHelp(string Text, string Uri);
