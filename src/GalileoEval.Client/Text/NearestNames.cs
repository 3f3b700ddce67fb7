namespace GalileoEval.Text;

/// <summary>Finds the names that are most similar to a mistyped name.</summary>
public static class NearestNames
{
    /// <summary>Returns the names that are most similar to an unknown name.</summary>
    /// <param name="wanted">The mistyped name.</param>
    /// <param name="known">The existing names.</param>
    /// <param name="count">The maximum number of names.</param>
    /// <returns>The names, the nearest first; names that contain the mistyped name, or are contained in it, precede all
    /// others. Case is ignored, and each name is returned once.</returns>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> known, int count = 3)
    {
        string typed = wanted.ToUpperInvariant();
        return [.. known
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Upper: name.ToUpperInvariant()))
            .OrderBy(each => each.Upper.Contains(typed) || typed.Contains(each.Upper) ? 0 : 1)
            .ThenBy(each => Distance(typed, each.Upper))
            .ThenBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
            .Take(count)
            .Select(each => each.Name)];
    }

    /// <summary>Returns a sentence with the nearest names for an error message.</summary>
    /// <param name="wanted">The mistyped name.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>Such as <c>The nearest names are 'a', 'b'.</c></returns>
    public static string Hint(string wanted, IEnumerable<string> known)
    {
        string nearest = string.Join(", ", To(wanted, known).Select(name => $"'{EvalText.OneLine(name, 100)}'"));
        return nearest.Length > 0 ? $"The nearest names are {nearest}." : "The list is empty.";
    }

    // The Levenshtein distance, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
