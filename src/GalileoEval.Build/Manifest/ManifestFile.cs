using System.Text.RegularExpressions;

namespace GalileoEval.Build.Manifest;

/// <summary>The manifest of the module: a template with <c>'@Name@'</c> where a value of the build goes.</summary>
public static partial class ManifestFile
{
    /// <summary>Puts the values of the build into a manifest.</summary>
    /// <param name="template">The text of the template.</param>
    /// <param name="values">The values by name. A line whose value is empty is left out.</param>
    /// <returns>The text of the manifest.</returns>
    /// <exception cref="KeyNotFoundException">The template names a value that the build does not have.</exception>
    public static string Complete(string template, IReadOnlyDictionary<string, string> values)
    {
        IEnumerable<string> lines = template.Split('\n')
            .Where(line => Placeholder().Match(line) is not { Success: true } found || values[found.Groups[1].Value].Length > 0)
            .Select(line => Placeholder().Replace(line, found => Quote(values[found.Groups[1].Value])));
        return string.Join('\n', lines);
    }

    // PowerShell takes each of these as the end of a text in single quotes; doubled, it is part of the text.
    private static string Quote(string value) => $"'{SingleQuote().Replace(value, "$0$0")}'";

    [GeneratedRegex("'@([A-Za-z]+)@'")]
    private static partial Regex Placeholder();

    [GeneratedRegex("['\u2018\u2019\u201A\u201B]")]
    private static partial Regex SingleQuote();
}
