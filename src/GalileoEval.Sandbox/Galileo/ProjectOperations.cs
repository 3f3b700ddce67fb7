using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations on projects, log streams and experiments.</summary>
internal sealed class ProjectOperations(RunStore runs, TimeProvider clock)
{
    private const string ProjectType = "gen_ai";
    private static readonly string[] Columns = ["id", "name", "created_at", "updated_at"];

    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        string name = Name(body, runs.Projects.Values.Select(project => project.Name), "project");
        Project made = new(Guid.NewGuid().ToString(), name, clock.UtcNow());
        runs.Projects[made.Id] = made;
        return new JsonObject
        {
            ["id"] = made.Id,
            ["name"] = made.Name,
            ["type"] = ProjectType,
            ["created_by"] = SampleUser.Id,
            ["created_at"] = Nodes.Time(made.CreatedAt),
            ["updated_at"] = Nodes.Time(made.CreatedAt),
        };
    }

    public async Task<JsonResponse> ListAsync(Request request, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        ListQuery query = new(request, body, [.. Columns, "num_logstreams", "num_experiments", "bookmark"]);
        return query.Page("projects", Ordered(runs.Projects, project => project.CreatedAt).Select(ToItem), withTotal: true);
    }

    public JsonResponse ListByName(Request request) => Nodes.Array(
        Ordered(runs.Projects, project => project.CreatedAt)
            .Where(project => request.Query("project_name") is not { } name || project.Name == name)
            .Select(ToFullJson));

    /// <summary>Every project, for the deprecated list without pagination.</summary>
    public JsonResponse ListAll(Request request) => Nodes.Array(
        Ordered(runs.Projects, project => project.CreatedAt)
            .Where(_ => request.Query("project_type") is null or ProjectType)
            .Select(ToFullJson));

    public JsonResponse Get(Request request) => ToFullJson(Requested(request));

    public JsonResponse Delete(Request request)
    {
        Project project = Requested(request);
        runs.Remove(project);
        return new JsonObject { ["message"] = $"Project {project.Id} deleted" };
    }

    public JsonResponse ListLogStreams(Request request)
    {
        Project project = Requested(request);
        return Nodes.Array(LogStreamsOf(project));
    }

    public async Task<JsonResponse> CreateLogStreamAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<string> taken = runs.LogStreams.Values.Where(stream => stream.ProjectId == project.Id).Select(stream => stream.Name);
        RecordRun made = new(Guid.NewGuid().ToString(), project.Id, Name(body, taken, "log stream"), clock.UtcNow(), []);
        runs.LogStreams[made.Id] = made;
        return LogStream(made);
    }

    public async Task<JsonResponse> SearchLogStreamsAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        return ListQuery.PagedInBody(body, [.. Columns, "created_by"]).Page("log_streams", LogStreamsOf(project));
    }

    public JsonResponse GetLogStream(Request request)
    {
        Project project = Requested(request);
        return LogStream(runs.LogStream(request.PathUuid("log_stream_id"), project.Id));
    }

    private static string Name(JsonObject body, IEnumerable<string> taken, string kind)
    {
        FieldErrors errors = new();
        string? name = Nodes.Text(body["name"]);
        if (string.IsNullOrEmpty(name))
            errors.Missing("body", "name");
        else if (taken.Contains(name))
            errors.Add("body", "name", $"A {kind} with the name '{name}' already exists", "value_error", name);
        errors.ThrowIfAny();
        return name!;
    }

    private static IEnumerable<T> Ordered<T>(ConcurrentDictionary<string, T> items, Func<T, DateTime> time) => items.Values.OrderBy(time);

    private Project Requested(Request request) => runs.Project(request.PathUuid("project_id"));

    private IEnumerable<JsonObject> LogStreamsOf(Project project) =>
        Ordered(runs.LogStreams, run => run.CreatedAt).Where(run => run.ProjectId == project.Id).Select(LogStream);

    private JsonObject ToItem(Project project) => new()
    {
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["created_at"] = Nodes.Time(project.CreatedAt),
        ["updated_at"] = Nodes.Time(project.CreatedAt),
        ["bookmark"] = false,
        ["num_logstreams"] = runs.LogStreams.Values.Count(run => run.ProjectId == project.Id),
        ["num_experiments"] = runs.Experiments.Values.Count(run => run.ProjectId == project.Id),
        ["created_by_user"] = SampleUser.ToJson(),
        ["permissions"] = new JsonArray(),
        ["labels"] = new JsonArray(),
    };

    private static JsonObject ToFullJson(Project project) => new()
    {
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["type"] = ProjectType,
        ["created_by"] = SampleUser.Id,
        ["created_by_user"] = SampleUser.ToJson(),
        ["runs"] = new JsonArray(),
        ["created_at"] = Nodes.Time(project.CreatedAt),
        ["updated_at"] = Nodes.Time(project.CreatedAt),
        ["permissions"] = new JsonArray(),
        ["bookmark"] = false,
    };

    private static JsonObject LogStream(RecordRun run) => new()
    {
        ["id"] = run.Id,
        ["name"] = run.Name,
        ["project_id"] = run.ProjectId,
        ["created_at"] = Nodes.Time(run.CreatedAt),
        ["updated_at"] = Nodes.Time(run.CreatedAt),
        ["created_by"] = SampleUser.Id,
        ["created_by_user"] = SampleUser.ToJson(),
        ["num_traces"] = run.TraceCount,
        ["num_spans"] = run.Records.Count - run.TraceCount,
        ["has_user_created_sessions"] = false,
    };
}
