using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Stores projects, log streams, experiments and datasets.</summary>
internal sealed class RunStore
{
    // The preset scorers of the sample experiments, in the format of metric settings.
    private static readonly (string Id, string Name)[] EvaluatedScorers =
    [
        ("6a1f4c82-7e3b-4d95-9b60-1c8d5e2f7a01", "correctness"),
        ("6a1f4c82-7e3b-4d95-9b60-1c8d5e2f7a02", "completeness"),
        ("6a1f4c82-7e3b-4d95-9b60-1c8d5e2f7a03", "tone"),
    ];

    private readonly TimeProvider _clock;

    private const int LoggedTraces = 12;
    private const int ExperimentTraces = 5;
    private const int DatasetRows = 4;

    public RunStore(TimeProvider clock, TimeSpan taskDuration)
    {
        _clock = clock;
        DateTime now = clock.UtcNow();
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
        AddExperiment(SandboxSample.ThirdPromptId, SandboxSample.ThirdPromptName, now, correct: 0.8, taskDuration);
        Datasets[SandboxSample.DatasetId] = new Dataset(
            SandboxSample.DatasetId, "golden questions", draft: false, SampleRecords.DatasetRows(DatasetRows), now.AddDays(-20));

        void AddExperiment(string id, string name, DateTime createdAt, double correct, TimeSpan duration = default) => Experiments[id] = new RecordRun(
            id, SandboxSample.EvaluatedProjectId, name, createdAt, evaluated.Experiment(id, correct))
        {
            Duration = duration,
            Scorers = [.. EvaluatedScorers.Select(scorer => new JsonObject { ["id"] = scorer.Id, ["name"] = scorer.Name, ["scorer_type"] = "preset" })],
        };
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

    /// <summary>Returns an experiment in its current state; throws if it does not exist.</summary>
    public RecordRun Experiment(string id, string? projectId = null) => StoredExperiment(id, projectId).At(_clock.UtcNow());

    /// <summary>Returns an experiment in its final state; throws if it does not exist.</summary>
    public RecordRun StoredExperiment(string id, string? projectId) => Run(Experiments, "Experiment", id, projectId);

    /// <summary>Returns the experiments of a project in their current state, oldest first.</summary>
    public IEnumerable<RecordRun> ExperimentsOf(string projectId) =>
        Experiments.Values.Where(run => run.ProjectId == projectId).OrderBy(run => run.CreatedAt).Select(run => run.At(_clock.UtcNow()));

    private static RecordRun Run(ConcurrentDictionary<string, RecordRun> runs, string kind, string id, string? projectId) =>
        runs.TryGetValue(id, out RecordRun? run) && (projectId is null || run.ProjectId == projectId)
            ? run
            : throw RequestRejectedException.NotFound($"{kind} {id} not found");
}

/// <summary>A project.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record Project(string Id, string Name, DateTime CreatedAt);
