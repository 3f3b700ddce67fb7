namespace GalileoEval.Analysis.Scores;

/// <summary>The items that have a value on both sides, in the order of their keys.</summary>
internal sealed class ScorePairs
{
    private ScorePairs(string[] keys, PairedItem[] reference, PairedItem[] difference)
    {
        Keys = keys;
        Reference = reference;
        Difference = difference;
    }

    /// <summary>The keys.</summary>
    public string[] Keys { get; }

    /// <summary>The items of the reference side.</summary>
    public PairedItem[] Reference { get; }

    /// <summary>The items of the difference side.</summary>
    public PairedItem[] Difference { get; }

    /// <summary>The number of pairs.</summary>
    public int Count => Keys.Length;

    /// <summary>Pairs two sides.</summary>
    public static ScorePairs Of(PairedSide reference, PairedSide difference)
    {
        string[] keys =
        [
            .. reference.Items
                .Where(pair => pair.Value.HasValue && difference.Items.TryGetValue(pair.Key, out PairedItem? other) && other.HasValue)
                .Select(pair => pair.Key),
        ];
        Array.Sort(keys, StringComparer.Ordinal);
        return new ScorePairs(
            keys, [.. keys.Select(key => reference.Items[key])], [.. keys.Select(key => difference.Items[key])]);
    }

    /// <summary>The numbers of both sides.</summary>
    public PairedNumbers Numbers()
    {
        double[] reference = [.. Reference.Select(item => item.Number)];
        double[] difference = [.. Difference.Select(item => item.Number)];
        return new PairedNumbers(reference, difference);
    }
}
