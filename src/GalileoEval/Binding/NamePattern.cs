using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Compares names with what a user typed.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name matches any of the patterns; case does not count.</summary>
    public static bool MatchesAny(string name, IEnumerable<string> patterns) =>
        patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name));

    /// <summary>Whether a filter lets something pass: without patterns everything, else what has a name that matches any of
    /// them.</summary>
    public static bool Keeps(string? name, string[]? patterns) =>
        patterns is null || (name is not null && MatchesAny(name, patterns));
}
