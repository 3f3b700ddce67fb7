using System.Collections;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;
using GalileoEval.Galileo;
using GalileoEval.Scale;

namespace GalileoEval.Binding.Reports;

/// <summary>Adds piped objects to a report: objects of this module, typed or deserialized.</summary>
internal sealed class ReportReader
{
    private readonly EvalReportContent _content;
    private readonly bool _includeText;
    private readonly List<LogRecordValidation> _validations = [];
    private readonly List<ScaleTask> _tasks = [];
    private readonly HashSet<string> _readExperiments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readTasks = new(StringComparer.Ordinal);

    /// <summary>Creates a reader.</summary>
    /// <param name="content">The content of the report.</param>
    /// <param name="includeText">Whether the report shows texts.</param>
    public ReportReader(EvalReportContent content, bool includeText)
    {
        _content = content;
        _includeText = includeText;
    }

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
                _content.Gates.Add(gate);
                break;
            case EvalScoreSummary summary:
                _content.Summaries.Add(summary);
                break;
            case EvalScoreComparison comparison:
                _content.Comparisons.Add(comparison);
                break;
            case EvalScoreChange change:
                _content.Changes.Add(change);
                break;
            case EvalAgreement agreement:
                _content.Agreements.Add(agreement);
                break;
            case ScaleAnnotationRow or GalileoExperiment or IEvalTask:
                ReadProperties(bare);
                break;
            case string:
                _content.AddLeftOut("System.String");
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

    /// <summary>Adds parts of other objects that were not piped separately: the scores of validations, the annotations of
    /// tasks.</summary>
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
            _content.Gates.Add(AnalysisRows.Gate(properties));
        else if (properties.Has("Verdict", "Pairs", "Delta"))
            ReadComparison(properties);
        else if (properties.Has("Statistic", "Units", "Raters"))
            _content.Agreements.Add(AnalysisRows.Agreement(properties));
        else if (properties.Has("Metric", "Mean", "Count", "ConfidenceLevel"))
            _content.Summaries.Add(AnalysisRows.Summary(properties));
        else if (properties.Has("Key", "Reference", "Difference", "Change"))
            _content.Changes.Add(AnalysisRows.Change(properties));
        else if (properties.Has("ExperimentId", "Metric", "Statistic", "Value"))
            ReadExperimentMetric(properties);
        else if (properties.Has("TaskId", "Key", "Value"))
            ReadAnnotation(properties);
        else if (properties.Has("Metric", "Score"))
            ReadScore(properties);
        else if (properties.Has("ExperimentId", "Name", "Metrics"))
            ReadExperiment(properties);
        else if (properties.Has("ScorerId", "DatasetId", "Kind", "ComputedAt"))
            _content.Trends.Add(WorkRows.HealthOf(properties));
        else if ((properties.Has("State") || properties.Has("Status")) && WorkRows.Read(properties, _includeText) is { } work)
            AddWork(ScoreColumns.Bare(input), work, properties);
        else
            _content.AddLeftOut(InputValue.TypeName(input));
    }

    private void ReadComparison(ReportProperties properties)
    {
        _content.Comparisons.Add(AnalysisRows.Comparison(properties));
        foreach (EvalScoreChange change in AnalysisRows.ChangesOf(properties))
            _content.Changes.Add(change);
    }

    private void AddWork(object? bare, EvalReportWork work, ReportProperties properties)
    {
        _content.Work.Add(work);
        _content.AddSource(work.Service, properties.Text("ProjectName") ?? properties.Text("ProjectId"));
        if (WorkRows.TrendOf(properties) is { } point)
            _content.Trends.Add(point);
        if (bare is LogRecordValidation validation)
            _validations.Add(validation);
        else if (bare is ScaleTask task)
            _tasks.Add(task);
    }

    // There may be millions of these: no reflection.
    private void Add(LogRecordScore score, string metric)
    {
        _content.AddSource(EvalService.Galileo, score.ProjectId);
        if (score.MetricsExperimentId is { } experiment)
            _readExperiments.Add(experiment);
        _content.AddScore(new EvalReportScore
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
        _content.AddSource(properties.Enum<EvalService>("Service") ?? EvalService.Galileo, properties.Text("ProjectId"));
        if (properties.Text("MetricsExperimentId") is { } experiment)
            _readExperiments.Add(experiment);
        string? status = properties.Text("Status");
        _content.AddScore(new EvalReportScore
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
        _content.AddSource(EvalService.Scale, properties.Text("ProjectName") ?? properties.Text("ProjectId"));
        _readTasks.Add(properties.Text("TaskId") ?? "");
        AddLabels(properties);
    }

    private void AddLabels(ReportProperties properties)
    {
        string key = properties.Text("Key") ?? "";
        string? type = properties.Text("Type");
        if (!_includeText && type is "text")
        {
            _content.AddLabel(key, "(text)");
            return;
        }

        if (ScoreCells.AnnotationValue(properties.Value("Value"), type) is IEnumerable labels and not string and not IDictionary
            && labels.Cast<object?>().All(static label => ScoreColumns.Bare(label) is string))
        {
            foreach (object? label in labels)
                _content.AddLabel(key, ScoreCells.Text(ScoreColumns.Bare(label)).Trim());
            return;
        }

        _content.AddLabel(key, properties.Text("ValueText") ?? properties.Text("Value") ?? "(none)");
    }

    // A trend shows means; the other statistics would hide it.
    private void ReadExperimentMetric(ReportProperties properties)
    {
        _content.AddSource(EvalService.Galileo, properties.Text("ProjectId"));
        if (properties.Text("Statistic") is "Mean")
            _content.Trends.Add(WorkRows.MetricOf(properties));
    }

    private void ReadExperiment(ReportProperties properties)
    {
        _content.AddSource(EvalService.Galileo, properties.Text("ProjectId"));
        if (WorkRows.Experiment(properties) is { } work)
            _content.Work.Add(work);
        foreach (EvalReportTrendPoint point in WorkRows.TrendsOf(properties))
            _content.Trends.Add(point);
    }
}
