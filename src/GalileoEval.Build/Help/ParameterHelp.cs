namespace GalileoEval.Build.Help;

/// <summary>What the help says of one parameter.</summary>
public sealed record ParameterHelp
{
    /// <summary>The name, without its dash.</summary>
    public required string Name { get; init; }

    /// <summary>The type as syntax shows it, such as <c>String[]</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The full name of the type.</summary>
    public required string TypeName { get; init; }

    /// <summary>True for a switch, which takes no value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>True when it takes several values.</summary>
    public bool IsArray { get; init; }

    /// <summary>True when it takes wildcards.</summary>
    public bool Globbing { get; init; }

    /// <summary>Its aliases.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values that it accepts; empty when they are not a short list.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The default, as text; null if there is none to tell.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>The paragraphs of the property's summary and remarks.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>How it is bound, per parameter set.</summary>
    public required IReadOnlyList<ParameterBinding> Bindings { get; init; }
}
