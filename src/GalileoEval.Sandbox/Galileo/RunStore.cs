using System.Collections.Concurrent;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Stores projects, log streams, experiments and datasets.</summary>
internal sealed class RunStore
{
    private const int LoggedTraces = 12;
    private const int ExperimentTraces = 5;
    private const int DatasetRows = 4;

    public RunStore(DateTime now)
    {
        SampleRecords sample = new(now);
        Projects[SandboxSample.ProjectId] = new Project(SandboxSample.ProjectId, SandboxSample.ProjectName, now.AddDays(-60));
        LogStreams[SandboxSample.LogStreamId] = new RecordRun(
            SandboxSample.LogStreamId, SandboxSample.ProjectId, SandboxSample.LogStreamName, now.AddDays(-60),
            sample.Traces(SandboxSample.LogStreamId, 0, LoggedTraces));
        Experiments[SandboxSample.ExperimentId] = new RecordRun(
            SandboxSample.ExperimentId, SandboxSample.ProjectId, SandboxSample.ExperimentName, now.AddDays(-1),
            sample.Traces(SandboxSample.ExperimentId, 3, ExperimentTraces));
        EvaluatedRecords evaluated = new(now);
        Projects[SandboxSample.EvaluatedProjectId] = new Project(
            SandboxSample.EvaluatedProjectId, SandboxSample.EvaluatedProjectName, now.AddDays(-30));
        LogStreams[SandboxSample.EvaluatedLogStreamId] = new RecordRun(
            SandboxSample.EvaluatedLogStreamId, SandboxSample.EvaluatedProjectId, SandboxSample.EvaluatedLogStreamName, now.AddDays(-3),
            evaluated.Logged(SandboxSample.EvaluatedLogStreamId));
        AddExperiment(SandboxSample.FirstPromptId, SandboxSample.FirstPromptName, now.AddDays(-3), correct: 0.85);
        AddExperiment(SandboxSample.SecondPromptId, SandboxSample.SecondPromptName, now.AddDays(-2), correct: 0.55);
        Datasets[SandboxSample.DatasetId] = new Dataset(
            SandboxSample.DatasetId, "golden questions", draft: false, SampleRecords.DatasetRows(DatasetRows), now.AddDays(-20));

        void AddExperiment(string id, string name, DateTime createdAt, double correct) => Experiments[id] = new RecordRun(
            id, SandboxSample.EvaluatedProjectId, name, createdAt, evaluated.Experiment(id, correct));
    }

    public ConcurrentDictionary<string, Project> Projects { get; } = new();

    public ConcurrentDictionary<string, RecordRun> LogStreams { get; } = new();

    public ConcurrentDictionary<string, RecordRun> Experiments { get; } = new();

    public ConcurrentDictionary<string, MetricsExperiment> MetricsExperiments { get; } = new();

    public ConcurrentDictionary<string, Dataset> Datasets { get; } = new();

    /// <summary>Returns a project; throws if it does not exist.</summary>
    public Project Project(string id) =>
        Projects.TryGetValue(id, out Project? project) ? project : throw RequestRejectedException.NotFound($"Project {id} not found");

    /// <summary>Returns a dataset; throws if it does not exist.</summary>
    public Dataset DatasetById(string id) =>
        Datasets.TryGetValue(id, out Dataset? dataset) ? dataset : throw RequestRejectedException.NotFound($"Dataset {id} not found");

    /// <summary>The projects with an experiment on a dataset.</summary>
    public IEnumerable<Project> ProjectsOf(Dataset dataset) =>
        Projects.Values.Where(project => Experiments.Values.Any(run => run.ProjectId == project.Id && run.Dataset?.Id == dataset.Id));

    /// <summary>Removes a project and its contents.</summary>
    public void Remove(Project project)
    {
        Projects.TryRemove(project.Id, out _);
        foreach (ConcurrentDictionary<string, RecordRun> kept in (ConcurrentDictionary<string, RecordRun>[])[LogStreams, Experiments])
        {
            foreach (RecordRun run in kept.Values.Where(run => run.ProjectId == project.Id))
                kept.TryRemove(run.Id, out _);
        }
    }

    /// <summary>Returns a log stream; throws if it does not exist.</summary>
    public RecordRun LogStream(string id, string? projectId = null) => Run(LogStreams, "Log stream", id, projectId);

    /// <summary>Returns an experiment; throws if it does not exist.</summary>
    public RecordRun Experiment(string id, string? projectId = null) => Run(Experiments, "Experiment", id, projectId);

    private static RecordRun Run(ConcurrentDictionary<string, RecordRun> runs, string kind, string id, string? projectId) =>
        runs.TryGetValue(id, out RecordRun? run) && (projectId is null || run.ProjectId == projectId)
            ? run
            : throw RequestRejectedException.NotFound($"{kind} {id} not found");
}
