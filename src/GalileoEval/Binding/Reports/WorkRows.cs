using System.Collections;
using System.Globalization;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;

namespace GalileoEval.Binding.Reports;

/// <summary>Reads work of any kind for a report, by its IDs.</summary>
internal static class WorkRows
{
    /// <summary>Reads a piece of work.</summary>
    /// <param name="row">Its properties.</param>
    /// <param name="includeText">Whether outputs are read.</param>
    /// <returns>The work; null if no ID identifies it.</returns>
    public static EvalReportWork? Read(ReportProperties row, bool includeText)
    {
        EvalService? service = row.Enum<EvalService>("Service");
        if (row.Text("ValidationId") is { } validation)
        {
            return Work(row, EvalService.Kolena, "validation", $"{row.Text("AgentId")}/{row.Text("GroundTruthId")}/{validation}") with
            {
                Result = row.Number("Score") is double score ? $"score {Shown(score)}" : null,
            };
        }

        if (row.Text("RunId") is { } run)
        {
            return Work(row, EvalService.Kolena, "agent run", $"{row.Text("AgentId")}/{run}") with
            {
                Name = row.Text("UserDefinedId"),
                Result = row.List("Results") is { } results ? Counted(results.Count, "result") : null,
                ResultText = includeText ? row.Text("Results") : null,
            };
        }

        if (row.Text("MetricsExperimentId") is { } experiment)
            return LogRecords(row, experiment);
        if (row.Text("TaskId") is { } task)
        {
            return service == EvalService.Galileo || (service is null && Guid.TryParse(task, out _))
                ? CodeScorer(row, task)
                : Work(row, EvalService.Scale, "task", task) with
                {
                    Result = row.List("Threads") is { Count: > 0 } threads ? Counted(threads.Count, "thread") : null,
                    Error = row.Text("Errors"),
                };
        }

        return row.Text("BatchId") is { } batch ? Work(row, EvalService.Scale, "batch", batch) with { Name = row.Text("BatchName") } : null;
    }

    /// <summary>Reads an experiment of Galileo as work.</summary>
    /// <returns>The work; null if the state of its metrics is unknown.</returns>
    public static EvalReportWork? Experiment(ReportProperties row)
    {
        if (row.Text("ExperimentId") is not { } id || row.Enum<EvalState>("State") is null or EvalState.Unknown)
            return null;
        string[] parts =
        [
            row.Number("ScoredCount") is null ? "" : Counted(row.Count("ScoredCount"), "score"),
            row.Count("FailedCount") > 0 ? $"{row.Text("FailedCount")} failed" : "",
        ];
        string result = string.Join(", ", parts.Where(static part => part.Length > 0));
        return Work(row, EvalService.Galileo, "experiment", id) with { Name = row.Text("Name"), Result = result.Length > 0 ? result : null };
    }

    /// <summary>Converts a stored health score of a scorer to a trend point.</summary>
    public static EvalReportTrendPoint HealthOf(ReportProperties row) => new()
    {
        Series = $"Galileo: scorer {row.Text("ScorerId")}, dataset {row.Text("DatasetId")}, {row.Text("Kind")}",
        Name = "version " + row.Text("Version"),
        Order = long.TryParse(row.Text("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out long order) ? order : null,
        Time = row.Time("ComputedAt"),
        Value = row.Number("Value"),
    };

    /// <summary>Converts a Kolena validation to a trend point.</summary>
    /// <returns>The point; null for other work.</returns>
    public static EvalReportTrendPoint? TrendOf(ReportProperties row) => row.Text("ValidationId") is not { } id ? null : new()
    {
        Series = $"Kolena: agent {row.Text("AgentId")}, ground truth {row.Text("GroundTruthId")}",
        Name = id,
        Order = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long order) ? order : null,
        Version = row.Text("GroundTruthVersion") is { } version ? "version " + version : null,
        Value = row.Number("Score"),
    };

    /// <summary>Converts the mean of a metric of an experiment to a trend point.</summary>
    public static EvalReportTrendPoint MetricOf(ReportProperties row) => new()
    {
        Series = $"Galileo experiments: {row.Text("Metric")}",
        Name = row.Text("ExperimentName") ?? row.Text("ExperimentId") ?? "",
        Time = row.Time("CreatedAt"),
        Value = row.Number("Value"),
    };

    /// <summary>Converts a Galileo experiment to trend points: one for each numeric metric.</summary>
    public static IEnumerable<EvalReportTrendPoint> TrendsOf(ReportProperties row)
    {
        foreach ((string metric, object? value) in Members(row.Value("Metrics")))
        {
            if (ScoreCells.Score(value, textIsLabel: true) is { Kind: ScoreValueKind.Number } number)
            {
                yield return new EvalReportTrendPoint
                {
                    Series = $"Galileo experiments: {metric}",
                    Name = row.Text("Name") ?? row.Text("ExperimentId") ?? "",
                    Time = row.Time("CreatedAt"),
                    Value = number.Number,
                };
            }
        }
    }

    private static IEnumerable<(string Name, object? Value)> Members(object? map) => map switch
    {
        IEnumerable<KeyValuePair<string, object?>> typed => typed.Select(static member => (member.Key, ScoreColumns.Bare(member.Value))),
        IDictionary other => other.Cast<DictionaryEntry>().Select(static member => (ScoreCells.Text(member.Key), ScoreColumns.Bare(member.Value))),
        _ => [],
    };

    private static EvalReportWork CodeScorer(ReportProperties row, string id) =>
        Work(row, EvalService.Galileo, "code scorer validation", id) with
        {
            Name = Path.GetFileName(row.Text("Path")),
            IsScorer = true,
            Result = row.Text("TestScores"),
            Error = row.Text("ErrorMessage"),
        };

    private static EvalReportWork LogRecords(ReportProperties row, string id)
    {
        string[] parts =
        [
            Counted(row.Count("ScoredCount"), "score"),
            row.Number("AverageScore") is double average ? $"mean {Shown(average)}" : "",
            row.Count("FailedCount") > 0 ? $"{row.Text("FailedCount")} failed" : "",
        ];
        return Work(row, EvalService.Galileo, "log record validation", id) with
        {
            Name = Path.GetFileName(row.Text("Path")),
            IsScorer = true,
            Result = row.Count("RecordCount") == 0 ? null : string.Join(", ", parts.Where(static part => part.Length > 0)),
        };
    }

    private static EvalReportWork Work(ReportProperties row, EvalService service, string kind, string id) => new()
    {
        Service = service,
        Kind = $"{service} {kind}",
        Id = id,
        Status = row.Text("Status"),
        State = row.Enum<EvalState>("State") ?? EvalState.Unknown,
        CreatedAt = row.Time("CreatedAt"),
        EndedAt = row.Time("CompletedAt") ?? row.Time("UpdatedAt"),
    };

    private static string Shown(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Counted(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
