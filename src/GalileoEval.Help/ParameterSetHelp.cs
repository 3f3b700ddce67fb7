namespace GalileoEval.Help;

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Parameters">Its parameters with their binding here: positional ones first, then the mandatory
/// ones.</param>
public sealed record ParameterSetHelp(
    string Name, IReadOnlyList<(ParameterHelp Parameter, ParameterBinding Binding)> Parameters);
