using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>The three parameters that PowerShell itself adds to a cmdlet that supports paging.</summary>
public static class PagingParameters
{
    /// <summary><c>-First</c>, <c>-IncludeTotalCount</c> and <c>-Skip</c>.</summary>
    public static IReadOnlyList<ParameterHelp> All { get; } =
    [
        Number("First", "Gets at most this number of items. Default: all."),
        new()
        {
            Name = "IncludeTotalCount",
            Type = "SwitchParameter",
            TypeName = "System.Management.Automation.SwitchParameter",
            IsSwitch = true,
            Aliases = [],
            Values = [],
            DefaultValue = "False",
            Description = ["Writes the total number of items first."],
            Bindings = [new ParameterBinding()],
        },
        Number("Skip", "Skips this number of items at the beginning of the list. Default: none."),
    ];

    private static ParameterHelp Number(string name, string description) => new()
    {
        Name = name,
        Type = "UInt64",
        TypeName = "System.UInt64",
        IsSwitch = false,
        Aliases = [],
        Values = [],
        DefaultValue = "None",
        Description = [description],
        Bindings = [new ParameterBinding()],
    };
}
