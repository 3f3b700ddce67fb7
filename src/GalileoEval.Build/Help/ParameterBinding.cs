namespace GalileoEval.Build.Help;

/// <summary>How a parameter is bound in one parameter set.</summary>
public sealed record ParameterBinding
{
    /// <summary>The name of the set for a parameter that is in all of them.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The set; <see cref="AllSets"/> for every one.</summary>
    public string Set { get; init; } = AllSets;

    /// <summary>True when it must be given.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The position, from 0; null for a named parameter.</summary>
    public int? Position { get; init; }

    /// <summary>True when it takes the piped object.</summary>
    public bool ByValue { get; init; }

    /// <summary>True when it takes a property of the piped object.</summary>
    public bool ByPropertyName { get; init; }

    /// <summary>True when it takes what is left on the command line.</summary>
    public bool FromRemaining { get; init; }

    /// <summary>True when it takes pipeline input.</summary>
    public bool FromPipeline => ByValue || ByPropertyName;

    /// <summary>The position as help shows it.</summary>
    public string PositionText => Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named";

    /// <summary>The pipeline input as help shows it.</summary>
    public string PipelineText => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
