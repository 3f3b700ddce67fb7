namespace GalileoEval.Build;

/// <summary>The arguments of the tool, each <c>name=value</c>.</summary>
public sealed class BuildArguments
{
    private static readonly string[] _required =
        ["assembly", "commands", "about", "tables", "lists", "manifest", "changelog", "output", "version"];

    private static readonly string[] _optional = ["prerelease", "project", "license", "icon", "help"];

    private readonly Dictionary<string, string> _values;

    private BuildArguments(Dictionary<string, string> values)
    {
        _values = values;
    }

    /// <summary>How the tool is called.</summary>
    public static string Usage { get; } =
        $"usage: GalileoEval.Build {string.Join(' ', _required.Select(name => $"{name}=..."))} {string.Join(' ', _optional.Select(name => $"[{name}=...]"))}";

    /// <summary>The value of an argument; empty when it is optional and absent.</summary>
    /// <param name="name">The name.</param>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Reads the arguments.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The arguments; null when one is unknown, there twice, or missing.</returns>
    public static BuildArguments? Read(IReadOnlyList<string> args)
    {
        Dictionary<string, string> values = [];
        foreach (string arg in args)
        {
            if (arg.Split('=', 2) is not [string name, string value]
                || !(_required.Contains(name) || _optional.Contains(name))
                || !values.TryAdd(name, value))
            {
                return null;
            }
        }

        return _required.All(name => values.GetValueOrDefault(name, "").Length > 0) ? new BuildArguments(values) : null;
    }
}
