namespace GalileoEval.Build.Help;

/// <summary>The help of one cmdlet.</summary>
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

    /// <summary>The name of the class, without its namespace.</summary>
    public string ClassName => TypeName[(TypeName.LastIndexOf('.') + 1)..];

    /// <summary>The part of the module that it belongs to: the folder of its source file; empty when there is
    /// none.</summary>
    public string Area { get; init; } = "";

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

    /// <summary>The types of pipeline input.</summary>
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    /// <summary>The types of output.</summary>
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>The related links.</summary>
    public required IReadOnlyList<LinkHelp> Links { get; init; }

    /// <summary>Adds the link that <c>Get-Help -Online</c> opens: the first one with an address.</summary>
    /// <param name="address">The address; <c>{0}</c> in it stands for the name of the cmdlet. Empty for no link.</param>
    /// <returns>The help with the link.</returns>
    public CmdletHelp WithOnlineVersion(string address) => address.Length == 0
        ? this
        : this with { Links = [new LinkHelp("Online version:", address.Replace("{0}", Name, StringComparison.Ordinal)), .. Links] };
}

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="IsDefault">True if it is the default one.</param>
/// <param name="Parameters">Its parameters with their binding here: positional ones first, then the mandatory
/// ones.</param>
public sealed record ParameterSetHelp(
    string Name, bool IsDefault, IReadOnlyList<(ParameterHelp Parameter, ParameterBinding Binding)> Parameters);

/// <summary>An example.</summary>
/// <param name="Title">The title.</param>
/// <param name="Introduction">The text before the code.</param>
/// <param name="Code">The code, ready to run.</param>
/// <param name="Remarks">The text after the code.</param>
public sealed record ExampleHelp(
    string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type of input or output.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">The description; may be empty.</param>
public sealed record TypeHelp(string Name, string Description);

/// <summary>A related link.</summary>
/// <param name="Text">The text: a cmdlet's name, or the title of a page.</param>
/// <param name="Uri">The address; empty for a cmdlet.</param>
public sealed record LinkHelp(string Text, string Uri);
