using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>The two parameters that PowerShell itself adds to a cmdlet that supports ShouldProcess.</summary>
public static class ShouldProcessParameters
{
    /// <summary><c>-Confirm</c> and <c>-WhatIf</c>.</summary>
    public static IReadOnlyList<ParameterHelp> All { get; } =
    [
        Switch("Confirm", "cf", "Prompts for confirmation before the cmdlet runs."),
        Switch("WhatIf", "wi", "Shows what the cmdlet would do, without doing it."),
    ];

    private static ParameterHelp Switch(string name, string alias, string description) => new()
    {
        Name = name,
        Type = "SwitchParameter",
        TypeName = "System.Management.Automation.SwitchParameter",
        IsSwitch = true,
        Aliases = [alias],
        Values = [],
        DefaultValue = "False",
        Description = [description],
        Bindings = [new ParameterBinding()],
    };
}
