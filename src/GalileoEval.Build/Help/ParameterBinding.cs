namespace GalileoEval.Build.Help;

/// <summary>How a parameter is bound in one parameter set.</summary>
public sealed record ParameterBinding
{
    /// <summary>The name of the set for a parameter that is in all of them.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The set; <see cref="AllSets"/> for all.</summary>
    public string Set { get; init; } = AllSets;

    /// <summary>True if it is mandatory.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The position, from 0; null for a named parameter.</summary>
    public int? Position { get; init; }

    /// <summary>True if it accepts the piped object.</summary>
    public bool ByValue { get; init; }

    /// <summary>True if it accepts a property of the piped object.</summary>
    public bool ByPropertyName { get; init; }

    /// <summary>True if it accepts the remaining arguments.</summary>
    public bool FromRemaining { get; init; }

    /// <summary>True if it accepts pipeline input.</summary>
    public bool FromPipeline => ByValue || ByPropertyName;

    /// <summary>The position in the help.</summary>
    public string PositionText => Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named";

    /// <summary>The pipeline input in the help.</summary>
    public string PipelineText => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
