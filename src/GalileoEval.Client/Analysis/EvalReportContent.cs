namespace GalileoEval.Analysis;

/// <summary>The content of a report. For up to millions of scores: they are measured in columns, and only the rows that
/// the report can show are kept.</summary>
public sealed class EvalReportContent
{
    private readonly int _maximumRow;
    private readonly List<EvalReportScore> _scores = [];
    private readonly Dictionary<(string Key, string Label), long> _labels = [];
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _projects = new(StringComparer.Ordinal);
    private readonly SortedSet<EvalService> _services = [];

    /// <summary>Creates a report without content.</summary>
    /// <param name="maximumRow">The maximum number of rows.</param>
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

    /// <summary>The changes of single items that were added without their comparison.</summary>
    public IList<EvalScoreChange> Changes { get; } = [];

    /// <summary>The agreements.</summary>
    public IList<EvalAgreement> Agreements { get; } = [];

    /// <summary>The work.</summary>
    public IList<EvalReportWork> Work { get; } = [];

    /// <summary>The points of the trends.</summary>
    public IList<EvalReportTrendPoint> Trends { get; } = [];

    /// <summary>All added scores, in columns.</summary>
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

    /// <summary>The number of scores.</summary>
    public long ScoreCount { get; private set; }

    /// <summary>How often each label was given, by key.</summary>
    public IReadOnlyDictionary<(string Key, string Label), long> Labels => _labels;

    /// <summary>The projects of the objects.</summary>
    public IEnumerable<string> Projects => _projects;

    /// <summary>The services of the objects.</summary>
    public IEnumerable<EvalService> Services => _services;

    /// <summary>The number of objects that a report cannot show, by type.</summary>
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

    /// <summary>Adds the summaries of <see cref="Table"/>, except for metrics that already have one.</summary>
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

    /// <summary>Adds the origin of an object.</summary>
    /// <param name="service">The service; null if unknown.</param>
    /// <param name="project">The project, by name or ID; null if unknown.</param>
    public void AddSource(EvalService? service, string? project)
    {
        if (service is { } known)
            _services.Add(known);
        if (!string.IsNullOrEmpty(project) && _projects.Count < 100)
            _projects.Add(project!);
    }

    /// <summary>Counts an object that a report cannot show.</summary>
    /// <param name="typeName">The name of its type.</param>
    public void AddLeftOut(string typeName) =>
        _leftOut[typeName] = _leftOut.TryGetValue(typeName, out int count) ? count + 1 : 1;

    private void Trim(int count)
    {
        _scores.Sort(ScoreOrder.Instance);
        if (_scores.Count > count)
            _scores.RemoveRange(count, _scores.Count - count);
    }

    // Compares everything that a row shows, so that the report does not depend on the order of the input.
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
