namespace GalileoEval.Build.Help;

/// <summary>The help of one parameter.</summary>
public sealed record ParameterHelp
{
    /// <summary>The name, without its dash.</summary>
    public required string Name { get; init; }

    /// <summary>The type in the syntax, such as <c>String[]</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The full name of the type.</summary>
    public required string TypeName { get; init; }

    /// <summary>True for a switch.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>True if it accepts several values.</summary>
    public bool IsArray { get; init; }

    /// <summary>True if it accepts wildcards.</summary>
    public bool Globbing { get; init; }

    /// <summary>Its aliases.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The accepted values; empty unless they are a short list.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The default, as text; null if none is documented.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>The paragraphs of the property's summary and remarks.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>How it is bound, per parameter set.</summary>
    public required IReadOnlyList<ParameterBinding> Bindings { get; init; }
}
