using System.Collections;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;

namespace GalileoEval.Binding.Scores;

/// <summary>Unrolls objects that contain rows with scores.</summary>
internal sealed class ScoreContainer
{
    private static readonly string[] Statuses =
        ["error", "failed", "pending", "computing", "not_computed", "not_applicable", "success", "roll_up"];

    private static readonly ScoreContainer[] All =
    [
        new() { Type = typeof(CodeScorerValidation), Columns = ["TaskId", "TestScores"], Rows = "TestScores", Word = "NodeType" },
        new() { Type = typeof(LogRecordValidation), Columns = ["MetricsExperimentId", "Scores"], Rows = "Scores", Word = "RecordType" },
        new() { Type = typeof(KolenaAgentRun), Columns = ["RunId", "Results"], Rows = "Results" },
        new() { Type = typeof(ScaleTask), Columns = ["TaskId", "Threads"], Rows = "Threads" },
    ];

    private Type Type { get; init; } = typeof(object);

    private string[] Columns { get; init; } = [];

    private string Rows { get; init; } = "";

    /// <summary>The prefix of a row's text, as in <c>llm=0.5</c>; null if its text has no score.</summary>
    private string? Word { get; init; }

    /// <summary>Returns the container of an object with rows.</summary>
    /// <param name="input">The object, wrapped or not.</param>
    /// <returns>The container; null for anything else.</returns>
    public static ScoreContainer? Of(object input)
    {
        object bare = ScoreColumns.Bare(input)!;
        return All.FirstOrDefault(container => container.Type == bare.GetType())
            ?? (bare is System.Management.Automation.PSObject or IDictionary
                ? All.FirstOrDefault(container => container.Columns.All(column => ScoreColumns.Has(input, column)))
                : null);
    }

    /// <summary>The rows of an object. An object without rows (yet) is one row without a value.</summary>
    /// <exception cref="EvalException">InvalidArgument: the rows were lost in a file.</exception>
    public IEnumerable<ScoreItem> RowsOf(object input)
    {
        if (Type == typeof(ScaleTask))
        {
            return ScoreColumns.Bare(input) is ScaleTask task
                ? ScaleAnnotationRow.AllOf(task).Select(row => new ScoreItem(row))
                : throw Lost("the annotations of a task", "Select-ScaleAnnotation");
        }

        ScoreColumns.TryGet(input, Rows, out object? rows);
        List<ScoreItem> items = rows switch
        {
            string text => [.. Split(text).Select(row => new ScoreItem(OfText(row, input), input))],
            IEnumerable several => [.. several.Cast<object?>().Where(row => row is not null).Select(row => new ScoreItem(OfRow(row!, input), input))],
            _ => [],
        };
        return items.Count > 0 ? items : [new ScoreItem(WithoutValue(input), input)];
    }

    private static IEnumerable<string> Split(string rows) =>
        rows.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim()).Where(row => row.Length > 0);

    private object OfRow(object row, object input) => ScoreColumns.Bare(row) is string text ? OfText(text, input) : row;

    private Hashtable OfText(string row, object input)
    {
        if (Word is null)
            throw Lost("the confidence of prompt results", "Select-KolenaPromptResult");
        int sign = row.LastIndexOf('=');
        string value = row.Substring(sign + 1);
        return new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            [Word] = sign < 0 ? "" : row.Substring(0, sign),
            ["Metric"] = MetricOf(input),
            [Statuses.Contains(value) ? "Status" : "Score"] = value,
            ["Score"] = Statuses.Contains(value) ? null : value,
        };
    }

    private Hashtable WithoutValue(object input)
    {
        ScoreColumns.TryGet(input, "State", out object? state);
        return new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            [Word ?? "Name"] = "",
            ["Metric"] = MetricOf(input),
            ["Status"] = ScoreCells.Text(state) == nameof(EvalState.Failed) ? "failed" : "pending",
            [Word is null ? "Confidence" : "Score"] = null,
        };
    }

    private static string MetricOf(object input) =>
        ScoreShape.ScorerOf(new ScoreItem(input)) ?? "Score";

    private static EvalException Lost(string what, string cmdlet) =>
        InputError.Of($"Serialization to a file or a job has removed {what} from the object.", $"Use {cmdlet} before the file is written.");
}
