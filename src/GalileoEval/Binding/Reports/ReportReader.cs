using System.Collections;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;
using GalileoEval.Galileo;
using GalileoEval.Scale;

namespace GalileoEval.Binding.Reports;

/// <summary>Adds piped objects to a report: objects of this module, typed or deserialized.</summary>
/// <param name="content">The content of the report.</param>
/// <param name="includeText">Whether the report shows texts.</param>
internal sealed class ReportReader(EvalReportContent content, bool includeText)
{
    private readonly List<LogRecordValidation> _validations = [];
    private readonly List<ScaleTask> _tasks = [];
    private readonly HashSet<string> _readExperiments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readTasks = new(StringComparer.Ordinal);

    /// <summary>Reads an object; a list counts as its items.</summary>
    /// <param name="input">The object, wrapped or not.</param>
    public void Read(object? input)
    {
        object? bare = ScoreColumns.Bare(input);
        switch (bare)
        {
            case null:
                break;
            case LogRecordScore score:
                Add(score, score.Metric);
                break;
            case EvalGateResult gate:
                content.Gates.Add(gate);
                break;
            case EvalScoreSummary summary:
                content.Summaries.Add(summary);
                break;
            case EvalScoreComparison comparison:
                content.Comparisons.Add(comparison);
                break;
            case EvalScoreChange change:
                content.Changes.Add(change);
                break;
            case EvalAgreement agreement:
                content.Agreements.Add(agreement);
                break;
            case ScaleAnnotationRow or GalileoExperiment or IEvalTask:
                ReadProperties(bare);
                break;
            case string:
                content.AddLeftOut("System.String");
                break;
            case IList list:
                foreach (object? item in list)
                    Read(item);
                break;
            default:
                ReadProperties(input!);
                break;
        }
    }

    /// <summary>Adds parts of other objects that were not piped separately: the scores of validations, the annotations
    /// of tasks.</summary>
    public void Complete()
    {
        foreach (LogRecordValidation validation in _validations.Where(one => !_readExperiments.Contains(one.MetricsExperimentId)))
        {
            string? scorer = ScoreShape.ScorerOf(new ScoreItem(validation));
            foreach (LogRecordScore score in validation.Scores)
                Add(score, scorer ?? score.Metric);
        }

        foreach (ScaleTask task in _tasks.Where(one => !_readTasks.Contains(one.TaskId)))
        {
            foreach (ScaleAnnotationRow row in ScaleAnnotationRow.AllOf(task))
                AddLabels(new ReportProperties(row));
        }
    }

    private void ReadProperties(object input)
    {
        ReportProperties properties = new(input);
        if (properties.Has("Rule", "Outcome"))
            content.Gates.Add(AnalysisRows.Gate(properties));
        else if (properties.Has("Verdict", "Pairs", "Delta"))
            ReadComparison(properties);
        else if (properties.Has("Statistic", "Units", "Raters"))
            content.Agreements.Add(AnalysisRows.Agreement(properties));
        else if (properties.Has("Metric", "Mean", "Count", "ConfidenceLevel"))
            content.Summaries.Add(AnalysisRows.Summary(properties));
        else if (properties.Has("Key", "Reference", "Difference", "Change"))
            content.Changes.Add(AnalysisRows.Change(properties));
        else if (properties.Has("ExperimentId", "Metric", "Statistic", "Value"))
            ReadExperimentMetric(properties);
        else if (properties.Has("TaskId", "Key", "Value"))
            ReadAnnotation(properties);
        else if (properties.Has("Metric", "Score"))
            ReadScore(properties);
        else if (properties.Has("ExperimentId", "Name", "Metrics"))
            ReadExperiment(properties);
        else if (properties.Has("ScorerId", "DatasetId", "Kind", "ComputedAt"))
            content.Trends.Add(WorkRows.HealthOf(properties));
        else if ((properties.Has("State") || properties.Has("Status")) && WorkRows.Read(properties, includeText) is { } work)
            AddWork(ScoreColumns.Bare(input), work, properties);
        else
            content.AddLeftOut(InputValue.TypeName(input));
    }

    private void ReadComparison(ReportProperties properties)
    {
        content.Comparisons.Add(AnalysisRows.Comparison(properties));
        foreach (EvalScoreChange change in AnalysisRows.ChangesOf(properties))
            content.Changes.Add(change);
    }

    private void AddWork(object? bare, EvalReportWork work, ReportProperties properties)
    {
        content.Work.Add(work);
        content.AddSource(work.Service, properties.Text("ProjectName") ?? properties.Text("ProjectId"));
        if (WorkRows.TrendOf(properties) is { } point)
            content.Trends.Add(point);
        if (bare is LogRecordValidation validation)
            _validations.Add(validation);
        else if (bare is ScaleTask task)
            _tasks.Add(task);
    }

    // There may be millions of these: no reflection.
    private void Add(LogRecordScore score, string metric)
    {
        content.AddSource(EvalService.Galileo, score.ProjectId);
        if (score.MetricsExperimentId is { } experiment)
            _readExperiments.Add(experiment);
        content.AddScore(new EvalReportScore
        {
            Metric = metric,
            Id = score.RecordId,
            Name = string.IsNullOrEmpty(score.Name) ? score.RecordType : score.Name,
            Status = score.Status,
            Value = ValueOf(score.Status, score.Score),
            Error = score.Error,
            Explanation = score.Explanation,
            Input = score.Input,
            Output = score.Output,
        });
    }

    private void ReadScore(ReportProperties properties)
    {
        content.AddSource(properties.Enum<EvalService>("Service") ?? EvalService.Galileo, properties.Text("ProjectId"));
        if (properties.Text("MetricsExperimentId") is { } experiment)
            _readExperiments.Add(experiment);
        string? status = properties.Text("Status");
        content.AddScore(new EvalReportScore
        {
            Metric = properties.Text("Metric") ?? "",
            Id = properties.Text("RecordId"),
            Name = properties.Text("Name") ?? properties.Text("RecordType"),
            Status = status,
            Value = ValueOf(status, properties.Value("Score")),
            Error = properties.Text("Error"),
            Explanation = properties.Text("Explanation"),
            Input = properties.Text("Input"),
            Output = properties.Text("Output"),
        });
    }

    private static ScoreValue ValueOf(string? status, object? score) => status switch
    {
        "error" or "failed" => ScoreValue.Failed,
        "pending" or "computing" or "not_computed" or "not_applicable" => ScoreValue.Missing,
        _ => ScoreCells.Score(score, textIsLabel: false),
    };

    private void ReadAnnotation(ReportProperties properties)
    {
        content.AddSource(EvalService.Scale, properties.Text("ProjectName") ?? properties.Text("ProjectId"));
        _readTasks.Add(properties.Text("TaskId") ?? "");
        AddLabels(properties);
    }

    private void AddLabels(ReportProperties properties)
    {
        string key = properties.Text("Key") ?? "";
        string? type = properties.Text("Type");
        if (!includeText && type is "text")
        {
            content.AddLabel(key, "(text)");
            return;
        }

        if (ScoreCells.AnnotationValue(properties.Value("Value"), type) is IEnumerable labels and not string and not IDictionary
            && labels.Cast<object?>().All(static label => ScoreColumns.Bare(label) is string))
        {
            foreach (object? label in labels)
                content.AddLabel(key, ScoreCells.Text(ScoreColumns.Bare(label)).Trim());
            return;
        }

        content.AddLabel(key, properties.Text("ValueText") ?? properties.Text("Value") ?? "(none)");
    }

    // A trend shows means; the other statistics would hide it.
    private void ReadExperimentMetric(ReportProperties properties)
    {
        content.AddSource(EvalService.Galileo, properties.Text("ProjectId"));
        if (properties.Text("Statistic") is "Mean")
            content.Trends.Add(WorkRows.MetricOf(properties));
    }

    private void ReadExperiment(ReportProperties properties)
    {
        content.AddSource(EvalService.Galileo, properties.Text("ProjectId"));
        if (WorkRows.Experiment(properties) is { } work)
            content.Work.Add(work);
        foreach (EvalReportTrendPoint point in WorkRows.TrendsOf(properties))
            content.Trends.Add(point);
    }
}
