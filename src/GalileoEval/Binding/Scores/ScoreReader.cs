using System.Collections;
using GalileoEval.Analysis;
using GalileoEval.Errors;

namespace GalileoEval.Binding.Scores;

/// <summary>Reads scores from pipeline input into a table: the module's own objects, typed or deserialized, and any
/// objects with specified columns.</summary>
internal sealed class ScoreReader
{
    private readonly ScoreReaderOptions _options;
    private readonly Dictionary<string, bool> _keptMetrics = new(StringComparer.Ordinal);
    private readonly HashSet<string> _foundColumns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private readonly string[] _namedColumns;
    private readonly bool _isKeyText;
    private ScoreShape? _shape;
    private Type? _rowType;

    /// <summary>Creates a reader with an empty table.</summary>
    public ScoreReader(ScoreReaderOptions options)
    {
        _options = options;
        _isKeyText = options.KeyUse == ScoreKeyUse.Pair && options.Key?.Any(ScoreKeys.IsText) == true;
        Table = new ScoreTable(options.KeyUse != ScoreKeyUse.None, options.ClusterBy is not null, options.KeyUse == ScoreKeyUse.Unit);
        _namedColumns =
        [
            .. options.Property ?? [],
            .. options.MetricProperty is { } metric ? [metric] : Array.Empty<string>(),
            .. options.GroupBy ?? [],
            .. options.Key ?? [],
            .. options.ClusterBy ?? [],
            .. options.Rater is { } rater ? [rater] : Array.Empty<string>(),
        ];
    }

    /// <summary>The scores that were read.</summary>
    public ScoreTable Table { get; }

    /// <summary>The number of rows read.</summary>
    public int RowCount { get; private set; }

    /// <summary>Reads one input. A list is read item by item.</summary>
    /// <param name="input">The input, wrapped or not; null is skipped.</param>
    /// <exception cref="EvalException">InvalidArgument: the column of the scores, or the key, is unknown.</exception>
    public void Read(object? input)
    {
        object? bare = ScoreColumns.Bare(input);
        if (bare is null)
            return;

        Type type = bare.GetType();
        if (bare is EvalBaselineItem baselineItem)
        {
            ReadBaseline(baselineItem);
        }
        else if (type == _rowType || (_shape is not null && _options.Property is null && _shape.IsOf(bare)))
        {
            ReadRow(new ScoreItem(input));
        }
        else if (bare is IList list and not Array { Rank: > 1 })
        {
            foreach (object? item in list)
                Read(item);
        }
        else if (!HasNamedColumn(input!) && ScoreContainer.Of(input!) is { } container)
        {
            foreach (ScoreItem item in container.RowsOf(input!))
                ReadRow(item);
        }
        else
        {
            // The same type means that the next one is a row too, except for types with any columns.
            _rowType = bare is System.Management.Automation.PSObject or IDictionary ? null : type;
            ReadRow(new ScoreItem(input));
        }
    }

    /// <summary>The specified columns that no row has, probably typos.</summary>
    public IReadOnlyList<string> UnknownColumns =>
        RowCount == 0 ? [] : [.. _namedColumns.Where(column => !_foundColumns.Contains(column)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Completes the reading.</summary>
    /// <exception cref="EvalException">InvalidArgument: no row has a specified column.</exception>
    public void Complete()
    {
        if (UnknownColumns is [var column, ..])
            throw InputError.Of($"No object has the property '{column}'.", "Check the name: Get-Member lists the properties of an object.");
    }

    // A baseline item has its own metric, key and value. Duplicates were detected when it was written.
    private void ReadBaseline(EvalBaselineItem item)
    {
        if (!Keeps(item.Metric))
            return;
        Table.HasHashedKeys = true;
        ScoreSeries series = Table.SeriesOf(item.Metric, null);
        series.AveragesEqualKeys = true;
        ScoreValue value = item.HasFailed ? ScoreValue.Failed : ScoreCells.Score(item.Value, _options.TextIsLabel);
        series.Add(value, item.GetKeyText(), item.IsKeyHashed);
    }

    // A container is a row if one of its own properties is specified.
    private bool HasNamedColumn(object input) =>
        _options.Property is { Length: > 0 } columns && ScoreColumns.Has(input, columns[0]);

    private void ReadRow(ScoreItem item)
    {
        if (_options.Property is { } columns)
        {
            RowCount++;
            bool isFailed = HasFailed(item, columns);
            ScoreShape? shape = _options.Key is null && _options.KeyUse != ScoreKeyUse.None ? ShapeOf(item) : null;
            foreach (string column in columns)
            {
                bool exists = TryGet(item, column, out object? value);
                string metric = _options.MetricProperty is { } name ? Text(item, name) : column;
                if (exists || columns.Length == 1)
                    Add(item, shape, metric, isFailed ? ScoreValue.Failed : ScoreCells.Score(value, _options.TextIsLabel));
            }

            return;
        }

        ScoreShape known = ShapeOf(item) ?? throw NoDefaults(item.Row!);
        RowCount++;
        string own = _options.MetricProperty is { } named ? Text(item, named)
            : known.Metric is { } column2 ? item.Text(column2) ?? ""
            : known.Name?.Invoke(item) ?? known.Value;
        Add(item, known, own, ValueOf(item, known));
    }

    private ScoreValue ValueOf(ScoreItem item, ScoreShape shape)
    {
        if (HasFailed(item, null))
            return ScoreValue.Failed;
        if (shape.IsMissing(item))
            return ScoreValue.Missing;
        object? value = shape.Read is { } read ? read(item) : item.TryGet(shape.Value, out object? found) ? found : null;
        return ScoreCells.Score(value, _options.TextIsLabel);
    }

    private void Add(ScoreItem item, ScoreShape? shape, string metric, ScoreValue value)
    {
        if (!Keeps(metric))
            return;
        ScoreKey key = KeyOf(item, shape);
        ScoreSeries series = Table.SeriesOf(metric, GroupOf(item));
        series.AveragesEqualKeys |= _options.Key is null && shape?.AveragesEqualKeys == true;
        string? rater = _options.KeyUse == ScoreKeyUse.Unit ? RaterOf(item, shape) : null;
        series.Add(value, key.Text, key.IsFromText, _options.ClusterBy is { } clusters ? Join(item, clusters) : null, rater);
    }

    private bool Keeps(string metric)
    {
        if (_options.Metric is null)
            return true;
        if (!_keptMetrics.TryGetValue(metric, out bool keeps))
            _keptMetrics.Add(metric, keeps = NamePattern.Keeps(metric, _options.Metric));
        return keeps;
    }

    private ScoreKey KeyOf(ScoreItem item, ScoreShape? shape)
    {
        if (_options.KeyUse == ScoreKeyUse.None)
            return default;
        if (_options.Key is { } columns)
            return new ScoreKey(Join(item, columns), _isKeyText);
        Func<ScoreItem, ScoreKey?>? read = _options.KeyUse == ScoreKeyUse.Pair ? shape?.ReadKey : shape?.ReadUnit;
        return read is null ? throw ScoreErrors.NoKey(item.Row!, _options.KeyUse) : read(item) ?? throw ScoreErrors.EmptyKey(item);
    }

    private string RaterOf(ScoreItem item, ScoreShape? shape) =>
        _options.Rater is { } named ? Text(item, named)
        : shape?.Rater is { } column ? item.Text(column) ?? ""
        : throw ScoreErrors.NoRater();

    private string? GroupOf(ScoreItem item)
    {
        if (_options.GroupBy is not { } columns)
            return null;
        // One text for all rows of a group.
        string key = Join(item, columns);
        if (!_groups.TryGetValue(key, out string? group))
            _groups.Add(key, group = string.Join(", ", columns.Select(column => $"{column}={item.Text(column)}")));
        return group;
    }

    private string Join(ScoreItem item, string[] columns)
    {
        foreach (string column in columns)
            NoteColumn(item, column);
        return ScoreKeys.Join(item, columns);
    }

    private string Text(ScoreItem item, string column) =>
        TryGet(item, column, out object? value) ? ScoreCells.Text(value) : "";

    private bool TryGet(ScoreItem item, string column, out object? value)
    {
        bool exists = item.TryGet(column, out value);
        if (exists)
            _foundColumns.Add(column);
        return exists;
    }

    private void NoteColumn(ScoreItem item, string column)
    {
        if (!_foundColumns.Contains(column) && item.TryGet(column, out _))
            _foundColumns.Add(column);
    }

    private ScoreShape? ShapeOf(ScoreItem item) => _shape = ScoreShape.Of(item.Row!, _shape);

    // A measured Status column is a value, not a status.
    private static bool HasFailed(ScoreItem item, string[]? columns) =>
        ScoreColumns.TryGet(item.Row, "Status", out object? status)
        && status is string word
        && (word.Equals("failed", StringComparison.OrdinalIgnoreCase) || word.Equals("error", StringComparison.OrdinalIgnoreCase))
        && columns?.Contains("Status", StringComparer.OrdinalIgnoreCase) != true;

    private static EvalException NoDefaults(object row) =>
        InputError.Of(
            $"The score of an object of type {InputValue.TypeName(row)} cannot be found: the property with the score is unknown.",
            "Specify the column with -Property and, if a column contains the metric, -MetricProperty.");
}

/// <summary>The columns of the scores of piped objects.</summary>
internal sealed record ScoreReaderOptions
{
    /// <summary>The value columns; null for the defaults of the type.</summary>
    public string[]? Property { get; init; }

    /// <summary>The column that contains the metric; null if each value column is a metric.</summary>
    public string? MetricProperty { get; init; }

    /// <summary>The metrics to keep, by pattern; null for all.</summary>
    public string[]? Metric { get; init; }

    /// <summary>The columns that split the scores; null for none.</summary>
    public string[]? GroupBy { get; init; }

    /// <summary>The columns of the key, or of the rated unit; null for the defaults of the type.</summary>
    public string[]? Key { get; init; }

    /// <summary>The columns of the clusters; null for none.</summary>
    public string[]? ClusterBy { get; init; }

    /// <summary>The column of the rater; null for none.</summary>
    public string? Rater { get; init; }

    /// <summary>The purpose of the key.</summary>
    public ScoreKeyUse KeyUse { get; init; }

    /// <summary>Whether every text is a label, even if it can be read as a number.</summary>
    public bool TextIsLabel { get; init; }
}
