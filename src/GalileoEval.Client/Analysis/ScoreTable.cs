namespace GalileoEval.Analysis;

/// <summary>The scores of a call, by metric and group.</summary>
public sealed class ScoreTable
{
    private readonly Dictionary<(string Metric, string Group), ScoreSeries> _index = [];
    private readonly List<ScoreSeries> _series = [];
    private ScoreSeries? _last;

    /// <summary>Creates an empty table.</summary>
    /// <param name="hasKeys">Whether scores have keys.</param>
    /// <param name="hasClusters">Whether scores have clusters.</param>
    /// <param name="hasRaters">Whether scores have raters.</param>
    public ScoreTable(bool hasKeys = false, bool hasClusters = false, bool hasRaters = false)
    {
        HasKeys = hasKeys;
        HasClusters = hasClusters;
        HasRaters = hasRaters;
    }

    /// <summary>Whether scores have keys.</summary>
    public bool HasKeys { get; }

    /// <summary>Whether scores have clusters.</summary>
    public bool HasClusters { get; }

    /// <summary>Whether scores have raters.</summary>
    public bool HasRaters { get; }

    /// <summary>Whether keys with text of a record are hashed, as in a baseline: see
    /// <see cref="ScoreKeyText.Hash"/>.</summary>
    public bool HasHashedKeys { get; set; }

    /// <summary>The series in the order in which they first appeared.</summary>
    public IReadOnlyList<ScoreSeries> Series => _series;

    /// <summary>The names of the clusters.</summary>
    internal StringPool Clusters { get; } = new();

    /// <summary>The names of the raters.</summary>
    internal StringPool Raters { get; } = new();

    /// <summary>Gets or adds the series of a metric and group. Names are case-sensitive.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="group">The group; null for none.</param>
    public ScoreSeries SeriesOf(string metric, string? group)
    {
        // Scores of one metric often follow each other.
        if (_last is not null && _last.Metric == metric && _last.Group == group)
            return _last;
        (string, string) key = (metric, group ?? "");
        if (!_index.TryGetValue(key, out ScoreSeries? series))
        {
            series = new ScoreSeries(this, metric, group);
            _index.Add(key, series);
            _series.Add(series);
        }

        return _last = series;
    }

    /// <summary>The series of a metric and group.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="group">The group; null for none.</param>
    /// <returns>The series; null if there is none.</returns>
    public ScoreSeries? Find(string metric, string? group) =>
        _index.TryGetValue((metric, group ?? ""), out ScoreSeries? series) ? series : null;
}

/// <summary>Assigns each distinct text an index, from 0.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The text of an index.</summary>
    public string this[int index] => _texts[index];

    /// <summary>Gets or assigns the index of a text.</summary>
    public int IndexOf(string text)
    {
        if (_indexes.TryGetValue(text, out int index))
            return index;
        index = _texts.Count;
        _texts.Add(text);
        _indexes.Add(text, index);
        return index;
    }
}
