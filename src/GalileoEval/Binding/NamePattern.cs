using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Matches names against user input.</summary>
internal static class NamePattern
{
    private static readonly WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;

    /// <summary>Returns the literal name of input without wildcards; backticks escape brackets and stars.</summary>
    /// <param name="typed">A name or a pattern.</param>
    /// <returns>The name; null for a pattern.</returns>
    public static string? Plain(string typed) =>
        WildcardPattern.ContainsWildcardCharacters(typed) ? null : WildcardPattern.Unescape(typed);

    /// <summary>Whether a name matches any of the patterns, or is equal to one of them, such as a name with brackets.
    /// Case-insensitive.</summary>
    public static bool MatchesAny(string name, IEnumerable<string> patterns) => patterns.Any(pattern =>
        string.Equals(name, pattern, StringComparison.OrdinalIgnoreCase) || Matches(name, pattern));

    /// <summary>Whether a filter accepts a name: without patterns any, otherwise a name that matches one of
    /// them.</summary>
    public static bool Keeps(string? name, string[]? patterns) =>
        patterns is null || (name is not null && MatchesAny(name, patterns));

    private static bool Matches(string name, string pattern)
    {
        try
        {
            return WildcardPattern.Get(pattern, Options).IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            // Not a valid pattern, such as 'ratings [2025-01]': it can only be a name.
            return false;
        }
    }
}
