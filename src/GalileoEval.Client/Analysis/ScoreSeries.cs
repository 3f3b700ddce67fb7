using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>The scores of one metric and group in the order of the input, in columns: about ten bytes each, and a
/// reference to the key if there is one.</summary>
public sealed class ScoreSeries
{
    private readonly List<ScoreValueKind> _kinds = [];
    private readonly List<double> _numbers = [];
    private readonly StringPool _texts = new();
    private readonly List<string>? _keys;
    private readonly List<int>? _clusters;
    private readonly List<int>? _raters;
    private readonly List<bool>? _textKeys;
    private readonly ScoreTable _table;
    // The original text of numbers with unusual formatting, by index.
    private Dictionary<int, string>? _numberTexts;

    internal ScoreSeries(ScoreTable table, string metric, string? group)
    {
        _table = table;
        Metric = metric;
        Group = group;
        _keys = table.HasKeys ? [] : null;
        _clusters = table.HasClusters ? [] : null;
        _raters = table.HasRaters ? [] : null;
        _textKeys = table.HasKeys ? [] : null;
    }

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>The group, such as <c>model=a, split=test</c>; null without one.</summary>
    public string? Group { get; }

    /// <summary>The number of scores, including failed and missing ones.</summary>
    public int Count => _kinds.Count;

    /// <summary>The number of failed scores.</summary>
    public int Failed { get; private set; }

    /// <summary>The number of missing scores.</summary>
    public int Missing { get; private set; }

    /// <summary>Whether scores with equal keys are copies of one item, so that their mean is used.</summary>
    public bool AveragesEqualKeys { get; set; }

    /// <summary>Adds a score.</summary>
    /// <param name="value">The score.</param>
    /// <param name="key">The key for pairing, or the rated unit; ignored in a table without keys.</param>
    /// <param name="isKeyFromText">Whether the key contains text of a record.</param>
    /// <param name="cluster">The cluster; ignored in a table without clusters.</param>
    /// <param name="rater">The rater; ignored in a table without raters.</param>
    public void Add(
        ScoreValue value, string? key = null, bool isKeyFromText = false, string? cluster = null, string? rater = null)
    {
        double number = value.Kind switch
        {
            ScoreValueKind.Text or ScoreValueKind.Labels => _texts.IndexOf(value.Text!),
            _ => value.Number,
        };
        if (value.Kind == ScoreValueKind.Number && value.Text is { } text)
            (_numberTexts ??= []).Add(_kinds.Count, text);
        if (value.Kind == ScoreValueKind.Failed)
            Failed++;
        else if (value.Kind == ScoreValueKind.Missing)
            Missing++;

        _kinds.Add(value.Kind);
        _numbers.Add(number);
        _keys?.Add(key ?? "");
        _clusters?.Add(_table.Clusters.IndexOf(cluster ?? ""));
        _raters?.Add(_table.Raters.IndexOf(rater ?? ""));
        _textKeys?.Add(isKeyFromText);
    }

    /// <summary>The kind of a score.</summary>
    /// <param name="index">The index.</param>
    public ScoreValueKind KindAt(int index) => _kinds[index];

    /// <summary>The number of a Number or Boolean.</summary>
    /// <param name="index">The index.</param>
    public double NumberAt(int index) => _numbers[index];

    /// <summary>A score as a label: <c>true</c> or <c>false</c>, the original text of a number, the labels of a set
    /// separated by <c>"; "</c>.</summary>
    /// <param name="index">The index; the label of a failed or missing score is empty.</param>
    public string LabelAt(int index) => _kinds[index] switch
    {
        ScoreValueKind.Text => _texts[(int)_numbers[index]],
        ScoreValueKind.Labels => _texts[(int)_numbers[index]].Replace(ScoreValue.LabelSeparator.ToString(), "; "),
        ScoreValueKind.Boolean => _numbers[index] > 0 ? "true" : "false",
        ScoreValueKind.Number => NumberTextAt(index),
        _ => "",
    };

    /// <summary>The labels of a score: all labels of a set, otherwise one.</summary>
    /// <param name="index">The index.</param>
    public IReadOnlyList<string> LabelsAt(int index) => _kinds[index] switch
    {
        ScoreValueKind.Labels => _texts[(int)_numbers[index]].Split(ScoreValue.LabelSeparator),
        ScoreValueKind.Failed or ScoreValueKind.Missing => [],
        _ => [LabelAt(index)],
    };

    /// <summary>The key of a score; empty in a table without keys.</summary>
    /// <param name="index">The index.</param>
    public string KeyAt(int index) => _keys is null ? "" : _keys[index];

    /// <summary>Whether the key of a score contains text of a record, such as its input.</summary>
    /// <param name="index">The index.</param>
    public bool IsTextKeyAt(int index) => _textKeys?[index] == true;

    /// <summary>The number of the score's cluster, from 0, in the table.</summary>
    /// <param name="index">The index.</param>
    public int ClusterAt(int index) => _clusters is null ? 0 : _clusters[index];

    /// <summary>The name of the score's cluster; empty in a table without clusters.</summary>
    /// <param name="index">The index.</param>
    public string ClusterNameAt(int index) => _clusters is null ? "" : _table.Clusters[_clusters[index]];

    /// <summary>The name of the score's rater; empty in a table without raters.</summary>
    /// <param name="index">The index.</param>
    public string RaterAt(int index) => _raters is null ? "" : _table.Raters[_raters[index]];

    /// <summary>Resolves the kind of the values; null without values.</summary>
    /// <returns>Binary, Numeric or Categorical.</returns>
    public EvalScoreKind? DecideKind() => DecideKind(this, null);

    /// <summary>Resolves the kind of the values of two sides; null without values.</summary>
    /// <param name="first">One side; null for none.</param>
    /// <param name="second">The other; null for none.</param>
    /// <returns>Binary if all are Booleans, Numeric if all are numbers or Booleans, otherwise Categorical.</returns>
    public static EvalScoreKind? DecideKind(ScoreSeries? first, ScoreSeries? second)
    {
        bool anyBoolean = Has(ScoreValueKind.Boolean);
        bool anyNumber = Has(ScoreValueKind.Number);
        return Has(ScoreValueKind.Text) || Has(ScoreValueKind.Labels) ? EvalScoreKind.Categorical
            : anyNumber ? EvalScoreKind.Numeric
            : anyBoolean ? EvalScoreKind.Binary
            : null;

        bool Has(ScoreValueKind kind) => first?._kinds.Contains(kind) == true || second?._kinds.Contains(kind) == true;
    }

    private string NumberTextAt(int index) =>
        _numberTexts is not null && _numberTexts.TryGetValue(index, out string? text)
            ? text
            : _numbers[index].ToString("R", CultureInfo.InvariantCulture);
}
