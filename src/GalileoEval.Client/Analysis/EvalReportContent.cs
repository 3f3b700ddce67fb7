namespace GalileoEval.Analysis;

/// <summary>What a report is about. It may be a million scores: these are measured in columns, and only the rows that the
/// report can show are kept.</summary>
public sealed class EvalReportContent
{
    private readonly int _maximumRow;
    private readonly List<EvalReportScore> _scores = [];
    private readonly Dictionary<(string Key, string Label), long> _labels = [];
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _projects = new(StringComparer.Ordinal);
    private readonly SortedSet<EvalService> _services = [];

    /// <summary>Creates a report without content.</summary>
    /// <param name="maximumRow">How many rows a table has at most.</param>
    public EvalReportContent(int maximumRow)
    {
        _maximumRow = Math.Max(1, maximumRow);
    }

    /// <summary>The results of gates.</summary>
    public IList<EvalGateResult> Gates { get; } = [];

    /// <summary>The measured metrics.</summary>
    public IList<EvalScoreSummary> Summaries { get; } = [];

    /// <summary>The comparisons.</summary>
    public IList<EvalScoreComparison> Comparisons { get; } = [];

    /// <summary>The changes of single items, where they came without their comparison.</summary>
    public IList<EvalScoreChange> Changes { get; } = [];

    /// <summary>The agreements.</summary>
    public IList<EvalAgreement> Agreements { get; } = [];

    /// <summary>The work.</summary>
    public IList<EvalReportWork> Work { get; } = [];

    /// <summary>The points of the trends.</summary>
    public IList<EvalReportTrendPoint> Trends { get; } = [];

    /// <summary>All scores that came as such, in columns.</summary>
    public ScoreTable Table { get; } = new();

    /// <summary>The rows of scores that the report can show: failed ones first, then the lowest.</summary>
    public IReadOnlyList<EvalReportScore> Scores
    {
        get
        {
            Trim(_maximumRow);
            return _scores;
        }
    }

    /// <summary>How many scores there are.</summary>
    public long ScoreCount { get; private set; }

    /// <summary>How often each label was given, by key.</summary>
    public IReadOnlyDictionary<(string Key, string Label), long> Labels => _labels;

    /// <summary>The projects that the objects name.</summary>
    public IEnumerable<string> Projects => _projects;

    /// <summary>The services that the objects come from.</summary>
    public IEnumerable<EvalService> Services => _services;

    /// <summary>How many objects of which type a report has no place for.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => _leftOut;

    /// <summary>Adds a score.</summary>
    /// <param name="score">The score.</param>
    public void AddScore(EvalReportScore score)
    {
        ScoreCount++;
        Table.SeriesOf(score.Metric, null).Add(score.Value);
        _scores.Add(score);
        if (_scores.Count >= 4096 && _scores.Count >= 2L * _maximumRow)
            Trim(_maximumRow);
    }

    /// <summary>Adds what came of measuring <see cref="Table"/>, except for metrics that the report has figures of.</summary>
    /// <param name="summaries">The summaries.</param>
    public void AddMeasured(IEnumerable<EvalScoreSummary> summaries)
    {
        HashSet<string> known = new(Summaries.Select(static summary => summary.Metric), StringComparer.Ordinal);
        foreach (EvalScoreSummary summary in summaries ?? [])
        {
            if (!known.Contains(summary.Metric))
                Summaries.Add(summary);
        }
    }

    /// <summary>Counts a label.</summary>
    /// <param name="key">What was rated.</param>
    /// <param name="label">The label.</param>
    public void AddLabel(string key, string label) =>
        _labels[(key, label)] = _labels.TryGetValue((key, label), out long count) ? count + 1 : 1;

    /// <summary>Notes where an object comes from.</summary>
    /// <param name="service">The service; null where the object does not say.</param>
    /// <param name="project">The project, by name or ID; null where the object does not say.</param>
    public void AddSource(EvalService? service, string? project)
    {
        if (service is { } known)
            _services.Add(known);
        if (!string.IsNullOrEmpty(project) && _projects.Count < 100)
            _projects.Add(project!);
    }

    /// <summary>Counts an object that a report has no place for.</summary>
    /// <param name="typeName">The name of its type.</param>
    public void AddLeftOut(string typeName) =>
        _leftOut[typeName] = _leftOut.TryGetValue(typeName, out int count) ? count + 1 : 1;

    private void Trim(int count)
    {
        _scores.Sort(ScoreOrder.Instance);
        if (_scores.Count > count)
            _scores.RemoveRange(count, _scores.Count - count);
    }

    // By everything that a row shows: the same scores make the same report, in whatever order they came.
    private sealed class ScoreOrder : IComparer<EvalReportScore>
    {
        public static readonly ScoreOrder Instance = new();

        public int Compare(EvalReportScore? x, EvalReportScore? y)
        {
            int order = Rank(x!.Value).CompareTo(Rank(y!.Value));
            if (order == 0)
                order = x.Value.Number.CompareTo(y.Value.Number);
            if (order == 0)
                order = string.CompareOrdinal(x.Metric, y.Metric);
            if (order == 0)
                order = string.CompareOrdinal(x.Id, y.Id);
            if (order == 0)
                order = string.CompareOrdinal(x.Name, y.Name);
            return order != 0 ? order : string.CompareOrdinal(x.Value.Text, y.Value.Text);
        }

        private static int Rank(ScoreValue value) => value.Kind switch
        {
            ScoreValueKind.Failed => 0,
            ScoreValueKind.Number or ScoreValueKind.Boolean => 1,
            ScoreValueKind.Missing => 3,
            _ => 2,
        };
    }
}
