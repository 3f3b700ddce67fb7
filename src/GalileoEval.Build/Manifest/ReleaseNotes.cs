namespace GalileoEval.Build.Manifest;

/// <summary>The release notes of a version: its section of the changelog.</summary>
public static class ReleaseNotes
{
    /// <summary>Finds the section of a version.</summary>
    /// <param name="changelog">The changelog, in the format of Keep a Changelog.</param>
    /// <param name="version">The version, without a prerelease label.</param>
    /// <returns>The text below the heading of the version, up to the next version; null when there is none.</returns>
    public static string? Of(string changelog, string version)
    {
        string[] lines = changelog.Split('\n');
        int heading = Array.FindIndex(lines, line => line.StartsWith($"## [{version}]", StringComparison.Ordinal));
        if (heading < 0)
            return null;

        IEnumerable<string> section = lines.Skip(heading + 1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line.TrimEnd());
        string text = string.Join('\n', section).Trim();
        return text.Length > 0 ? text : null;
    }
}
