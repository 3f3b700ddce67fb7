using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Galileo's operations, one per line, each under all three mounts, at the root and below the path of Splunk Observability
/// Cloud.</summary>
internal static class GalileoRoutes
{
    private const string SplunkCloud = "ao/api/";

    private static readonly string[] Mounts =
        ["v2/", "public/v2/", "", SplunkCloud + "v2/", SplunkCloud + "public/v2/", SplunkCloud];

    public static IEnumerable<Route> All(
        Authenticator authenticator,
        AccessTokens tokens,
        ScorerRunner runner,
        BackgroundWork work,
        StartLedger starts,
        TimeSpan taskDuration,
        TimeProvider clock)
    {
        RunStore runs = new(clock, taskDuration);
        LoginOperations login = new(authenticator, tokens, clock);
        ValidationOperations validations = new(runner, work, starts, clock);
        RecordOperations records = new(runs, runner, work, starts, taskDuration, clock);
        ProjectOperations projects = new(runs, clock);
        DatasetOperations datasets = new(runs, clock);
        ScorerOperations scorers = new(runs, starts, clock);
        ExperimentOperations experiments = new(runs, scorers, clock);
        HealthOperations health = new(runs, scorers, starts, clock);
        MetricSettingOperations settings = new(runs, scorers, runner, work, starts);
        Route[] routes =
        [
            new(EvalService.Galileo, "GET", "healthcheck", LoginOperations.CheckHealth) { NeedsKey = false },
            new(EvalService.Galileo, "POST", "login", login.WithPasswordAsync) { NeedsKey = false },
            new(EvalService.Galileo, "POST", "login/api_key", login.WithKeyAsync) { NeedsKey = false },
            new(EvalService.Galileo, "GET", "current_user", login.GetUser),
            new(EvalService.Galileo, "POST", "scorers/code/validate", validations.StartAsync),
            new(EvalService.Galileo, "POST", "scorers/code/validate/log_record", records.StartOnLogRecordsAsync),
            new(EvalService.Galileo, "POST", "scorers/code/validate/dataset", records.StartOnDatasetAsync),
            new(EvalService.Galileo, "GET", "scorers/code/validate/{task_id}", validations.Get),
            new(EvalService.Galileo, "POST", "scorers", scorers.CreateAsync),
            new(EvalService.Galileo, "POST", "scorers/list", scorers.ListAsync),
            new(EvalService.Galileo, "GET", "scorers/{scorer_id}", scorers.Get),
            new(EvalService.Galileo, "DELETE", "scorers/{scorer_id}", scorers.Delete),
            new(EvalService.Galileo, "GET", "scorers/{scorer_id}/version", scorers.GetVersion),
            new(EvalService.Galileo, "POST", "scorers/{scorer_id}/version/code", scorers.CreateCodeVersionAsync),
            new(EvalService.Galileo, "GET", "scorers/{scorer_id}/version/code", scorers.GetCode),
            new(EvalService.Galileo, "GET", "scorers/{scorer_id}/versions", scorers.ListVersions),
            new(EvalService.Galileo, "POST", "scorers/{scorer_id}/versions/{version_number}/restore", scorers.Restore),
            new(EvalService.Galileo, "GET", "scorers/{scorer_id}/health-scores", health.List),
            new(EvalService.Galileo, "POST", "scorers/{scorer_id}/versions/{version_number}/health-scores", health.SaveAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/metrics-testing/{run_id}/health-score", health.ComputeAsync),
            new(EvalService.Galileo, "GET", "projects/{project_id}/log_streams/{log_stream_id}/metric_settings", settings.Get),
            new(EvalService.Galileo, "PATCH", "projects/{project_id}/log_streams/{log_stream_id}/metric_settings", settings.UpdateAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/recompute-metrics", settings.RecomputeAsync),
            new(EvalService.Galileo, "POST", "projects", projects.CreateAsync),
            new(EvalService.Galileo, "POST", "projects/paginated", projects.ListAsync),
            new(EvalService.Galileo, "GET", "projects/all", projects.ListAll),
            new(EvalService.Galileo, "GET", "projects/{project_id}", projects.Get),
            new(EvalService.Galileo, "DELETE", "projects/{project_id}", projects.Delete),
            new(EvalService.Galileo, "GET", "projects/{project_id}/log_streams", projects.ListLogStreams),
            new(EvalService.Galileo, "POST", "projects/{project_id}/log_streams", projects.CreateLogStreamAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/log_streams/search", projects.SearchLogStreamsAsync),
            new(EvalService.Galileo, "GET", "projects/{project_id}/log_streams/{log_stream_id}", projects.GetLogStream),
            new(EvalService.Galileo, "GET", "projects/{project_id}/experiments", experiments.List),
            new(EvalService.Galileo, "POST", "projects/{project_id}/experiments", experiments.CreateAsync),
            new(EvalService.Galileo, "GET", "projects/{project_id}/experiments/paginated", experiments.ListPaginated),
            new(EvalService.Galileo, "POST", "projects/{project_id}/experiments/search", experiments.SearchAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/experiments/metrics", experiments.GetAllMetricsAsync),
            new(EvalService.Galileo, "GET", "projects/{project_id}/experiments/{experiment_id}", experiments.Get),
            new(EvalService.Galileo, "PUT", "projects/{project_id}/experiments/{experiment_id}", experiments.UpdateAsync),
            new(EvalService.Galileo, "DELETE", "projects/{project_id}/experiments/{experiment_id}", experiments.Delete),
            new(EvalService.Galileo, "POST", "projects/{project_id}/experiments/{experiment_id}/metrics", experiments.GetMetricsAsync),
            new(EvalService.Galileo, "GET", "projects/{project_id}/experiments/{experiment_id}/metric_settings", settings.GetOfExperiment),
            new(EvalService.Galileo, "PATCH", "projects/{project_id}/experiments/{experiment_id}/metric_settings", settings.UpdateExperimentAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/traces/search", records.SearchTracesAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/spans/search", records.SearchSpansAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/sessions/search", records.SearchSessionsAsync),
            new(EvalService.Galileo, "POST", "projects/{project_id}/export_records", new ExportOperations(runs).ExportAsync),
            new(EvalService.Galileo, "POST", "datasets", datasets.CreateAsync),
            new(EvalService.Galileo, "GET", "datasets", datasets.List),
            new(EvalService.Galileo, "POST", "datasets/query", datasets.QueryAsync),
            new(EvalService.Galileo, "GET", "datasets/{dataset_id}", datasets.Get),
            new(EvalService.Galileo, "PATCH", "datasets/{dataset_id}", datasets.UpdateAsync),
            new(EvalService.Galileo, "DELETE", "datasets/{dataset_id}", datasets.Delete),
            new(EvalService.Galileo, "GET", "datasets/{dataset_id}/content", datasets.GetContent),
            new(EvalService.Galileo, "PATCH", "datasets/{dataset_id}/content", datasets.UpdateContentAsync),
            new(EvalService.Galileo, "POST", "datasets/{dataset_id}/versions/query", datasets.QueryVersions),
            new(EvalService.Galileo, "GET", "datasets/{dataset_id}/versions/{version_index}/content", datasets.GetVersionContent),
            new(EvalService.Galileo, "GET", "datasets/{dataset_id}/projects", datasets.ListProjects),
        ];
        // Galileo's JavaScript client looks projects up by name here. Under /v2 the path belongs to Scale.
        Route byName = new(EvalService.Galileo, "GET", "projects", projects.ListByName);
        return Mounts.SelectMany(mount => routes.Select(route => route.Under(mount)))
            .Concat(Mounts.Where(mount => mount != "v2/").Select(byName.Under));
    }
}
