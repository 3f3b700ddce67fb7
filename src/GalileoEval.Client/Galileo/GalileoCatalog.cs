using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Galileo's operations that find projects, log streams and experiments. Every method fails with an
/// <see cref="EvalException"/> or, when the caller cancels, an <see cref="OperationCanceledException"/>; a list fails when its
/// next item is read.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class GalileoCatalog(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    /// <summary>Lists projects, all pages: <c>POST /v2/projects/paginated</c>.</summary>
    /// <param name="name">Only projects with this name, case-insensitively; null for all.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The projects, in the service's order.</returns>
    public IAsyncEnumerable<GalileoProject> ListProjectsAsync(string? name, CancellationToken cancellationToken) =>
        ListAsync(
            "list projects",
            "projects",
            start => (PageOf(Path("list projects", "v2/projects/paginated"), start), Filtered(name)),
            TolerantJson<GalileoJsonContext>.Read<GalileoProject>,
            cancellationToken);

    /// <summary>Lists the log streams of a project, all pages: <c>POST /v2/projects/{project_id}/log_streams/search</c>.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="name">Only log streams with this name, case-insensitively; null for all.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The log streams, in the service's order.</returns>
    public IAsyncEnumerable<GalileoLogStream> ListLogStreamsAsync(
        string projectId, string? name, CancellationToken cancellationToken)
    {
        string project = GalileoArgument.Id(projectId, "project id");
        return Search(
            "search log streams",
            project,
            "log_streams",
            name,
            item => TolerantJson<GalileoJsonContext>.Read<GalileoLogStream>(item).In(project),
            cancellationToken);
    }

    /// <summary>Lists the experiments of a project, all pages: <c>POST /v2/projects/{project_id}/experiments/search</c>.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="name">Only experiments with this name, case-insensitively; null for all.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The experiments, in the service's order.</returns>
    public IAsyncEnumerable<GalileoExperiment> ListExperimentsAsync(
        string projectId, string? name, CancellationToken cancellationToken)
    {
        string project = GalileoArgument.Id(projectId, "project id");
        return Search(
            "search experiments",
            project,
            "experiments",
            name,
            item => TolerantJson<GalileoJsonContext>.Read<GalileoExperiment>(item).In(project),
            cancellationToken);
    }

    /// <summary>Finds the ID of a project by name or ID.</summary>
    /// <param name="nameOrId">Its name, or its ID, for which nothing is sent.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A UUID.</returns>
    /// <exception cref="EvalException">NotFound: there is none of the name. InvalidArgument: there are several.</exception>
    public Task<string> ProjectIdAsync(string nameOrId, CancellationToken cancellationToken) =>
        NamedObjects.IdAsync("project", "", nameOrId, name => ListProjectsAsync(name, cancellationToken));

    /// <summary>Finds the ID of a log stream by name or ID.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="nameOrId">Its name, or its ID, for which nothing is sent.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A UUID.</returns>
    /// <exception cref="EvalException">NotFound: there is none of the name. InvalidArgument: there are several.</exception>
    public Task<string> LogStreamIdAsync(string projectId, string nameOrId, CancellationToken cancellationToken) =>
        NamedObjects.IdAsync(
            "log stream", $" in the project {projectId}", nameOrId, name => ListLogStreamsAsync(projectId, name, cancellationToken));

    /// <summary>Finds the ID of an experiment by name or ID.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="nameOrId">Its name, or its ID, for which nothing is sent.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A UUID.</returns>
    /// <exception cref="EvalException">NotFound: there is none of the name. InvalidArgument: there are several.</exception>
    public Task<string> ExperimentIdAsync(string projectId, string nameOrId, CancellationToken cancellationToken) =>
        NamedObjects.IdAsync(
            "experiment", $" in the project {projectId}", nameOrId, name => ListExperimentsAsync(projectId, name, cancellationToken));

    private static JsonObject Filtered(string? name) =>
        name is null ? [] : new JsonObject { ["filters"] = new JsonArray(ListFilter.NameIs(name)) };

    private IAsyncEnumerable<T> Search<T>(
        string operation, string project, string items, string? name, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        ListAsync(
            operation,
            items,
            start =>
            {
                JsonObject body = Filtered(name);
                body["starting_token"] = start;
                body["limit"] = ItemsPerPage;
                body["include_counts"] = true;
                RequestPath path = Project(operation, project).Segment(items).Segment("search");
                return (path, body);
            },
            read,
            cancellationToken);
}
