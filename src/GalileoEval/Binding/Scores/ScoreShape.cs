using GalileoEval.Galileo;
using GalileoEval.Galileo.Experiments;
using GalileoEval.Kolena;
using GalileoEval.Scale;

namespace GalileoEval.Binding.Scores;

/// <summary>The columns of the score, metric and key in a known kind of row. A row is identified by its type or, if it
/// was deserialized, by its columns.</summary>
internal sealed class ScoreShape
{
    private static readonly string[] PendingWords = ["pending", "computing", "not_computed", "not_applicable"];

    private static readonly ScoreShape LogRecord = new()
    {
        Type = typeof(LogRecordScore),
        Columns = ["Metric", "Score"],
        Value = "Score",
        // In a validation, the service uses the same metric name for every scorer, so the scorer is the metric, as for
        // a sample.
        Name = item => (item.Parent is null ? null : ScorerOf(item)) ?? item.Text("Metric") ?? "",
        ReadKey = ScoreKeys.OfLogRecord,
        AveragesEqualKeys = true,
        IsMissing = item => PendingWords.Contains(item.Text("Status")),
    };

    private static readonly ScoreShape TestScore = new()
    {
        Type = typeof(TestScore),
        Columns = ["NodeType", "Score"],
        Value = "Score",
        Name = item => ScorerOf(item) ?? "Score",
        ReadKey = item => new ScoreKey(item.Text("NodeType") ?? ""),
    };

    private static readonly ScoreShape Annotation = new()
    {
        Type = typeof(ScaleAnnotationRow),
        Columns = ["TaskId", "Key", "Value"],
        Value = "Value",
        Metric = "Key",
        ReadKey = ScoreKeys.OfAnnotation,
        ReadUnit = ScoreKeys.OfUnit,
        Rater = "ContributorId",
        IsMissing = item => IsSet(item, "NotApplicable") || IsSet(item, "CannotAssess"),
        Read = item => item.TryGet("Value", out object? value) ? ScoreCells.AnnotationValue(value, item.Text("Type")) : null,
    };

    private static readonly ScoreShape Validation = new()
    {
        Type = typeof(KolenaValidation),
        Columns = ["ValidationId", "Score"],
        Value = "Score",
    };

    // Each statistic is a separate metric: a maximum is not a value of the mean.
    private static readonly ScoreShape ExperimentMetric = new()
    {
        Type = typeof(GalileoExperimentMetric),
        Columns = ["ExperimentId", "Metric", "Statistic", "Value"],
        Value = "Value",
        Name = item => item.Text("Statistic") is "Mean"
            ? item.Text("Metric") ?? ""
            : $"{item.Text("Metric")} {item.Text("Bucket") ?? item.Text("Statistic")}",
    };

    private static readonly ScoreShape PromptResultRow = new()
    {
        Type = typeof(KolenaPromptResultRow),
        Columns = ["RunId", "Prompt", "Confidence"],
        Value = "Confidence",
        Metric = "Prompt",
        ReadKey = ScoreKeys.OfPromptResult,
    };

    private static readonly ScoreShape PromptResult = new()
    {
        Type = typeof(KolenaPromptResult),
        Columns = ["Confidence"],
        Value = "Confidence",
        ReadKey = ScoreKeys.OfPromptResult,
    };

    // Shapes with more required columns come first.
    private static readonly ScoreShape[] All = [Annotation, ExperimentMetric, LogRecord, TestScore, Validation, PromptResultRow, PromptResult];

    /// <summary>The type of the rows.</summary>
    private Type Type { get; init; } = typeof(object);

    /// <summary>The columns that identify a deserialized row.</summary>
    private string[] Columns { get; init; } = [];

    /// <summary>The column that contains the score.</summary>
    public string Value { get; private init; } = "";

    /// <summary>The column that contains the metric; null if the metric has the name of the value column, or
    /// <see cref="Name"/>.</summary>
    public string? Metric { get; private init; }

    /// <summary>The metric of a row; null if a column contains it.</summary>
    public Func<ScoreItem, string>? Name { get; private init; }

    /// <summary>The key that pairs a row with one of another run; null if rows are totals, which cannot be
    /// paired.</summary>
    public Func<ScoreItem, ScoreKey?>? ReadKey { get; private init; }

    /// <summary>Whether rows with equal keys are copies of one item.</summary>
    public bool AveragesEqualKeys { get; private init; }

    /// <summary>The rated unit; null without ratings.</summary>
    public Func<ScoreItem, ScoreKey?>? ReadUnit { get; private init; }

    /// <summary>The column that contains the rater; null for none.</summary>
    public string? Rater { get; private init; }

    /// <summary>Whether a row has no value, even if the column is not empty.</summary>
    public Func<ScoreItem, bool> IsMissing { get; private init; } = static _ => false;

    /// <summary>The value of a row; null to read the column <see cref="Value"/>.</summary>
    public Func<ScoreItem, object?>? Read { get; private init; }

    /// <summary>Finds the shape of a row.</summary>
    /// <param name="row">The row, wrapped or not.</param>
    /// <param name="last">The shape of the previous row, which is tried first; null for none.</param>
    /// <returns>The shape; null if the type has none.</returns>
    public static ScoreShape? Of(object row, ScoreShape? last)
    {
        object bare = ScoreColumns.Bare(row)!;
        if (last is not null && last.IsOf(bare))
            return last;
        return All.FirstOrDefault(shape => shape.Type == bare.GetType())
            ?? All.FirstOrDefault(shape => shape.HasColumns(row));
    }

    /// <summary>Whether a row has this shape.</summary>
    /// <param name="bare">The row, not wrapped.</param>
    public bool IsOf(object bare) => Type == bare.GetType() || (bare is System.Management.Automation.PSObject && HasColumns(bare));

    /// <summary>The name of the scorer file that an object comes from.</summary>
    /// <param name="item">A validation, or a row of it.</param>
    /// <returns>The name without its extension; null if the file is unknown.</returns>
    public static string? ScorerOf(ScoreItem item) =>
        item.Text("Path") is { } path ? Path.GetFileNameWithoutExtension(path) : null;

    private bool HasColumns(object row) => Columns.All(column => ScoreColumns.Has(row, column));

    private static bool IsSet(ScoreItem item, string column) => item.TryGet(column, out object? value) && ScoreCells.IsTrue(value);
}
