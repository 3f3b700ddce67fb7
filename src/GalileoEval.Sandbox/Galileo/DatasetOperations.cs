using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations on datasets, their content and its versions.</summary>
internal sealed class DatasetOperations(RunStore runs, TimeProvider clock)
{
    private static readonly string[] Columns =
        ["id", "name", "draft", "created_at", "updated_at", "project_count", "num_rows"];

    // Edits of one dataset run one at a time, because each creates the next version.
    private readonly object _gate = new();

    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? source = errors.Uuid("body", "copy_from_dataset_id", form["copy_from_dataset_id"]);
        long? sourceVersion = errors.Integer("body", "copy_from_dataset_version_index", form["copy_from_dataset_version_index"], 1);
        errors.Uuid("body", "project_id", form["project_id"]);
        IReadOnlyList<JsonObject> rows = source is null ? ReadRows(request, form, errors) : [];
        errors.ThrowIfAny();
        if (source is not null)
        {
            Dataset original = runs.DatasetById(source);
            DatasetVersion version = (sourceVersion is null ? original.Current : original.Version(sourceVersion.Value))
                ?? throw RequestRejectedException.NotFound("Dataset version not found");
            rows = [.. version.Rows.Select(row => (JsonObject)row.Values.DeepClone())];
        }

        lock (_gate)
        {
            string name = Name(form["name"] ?? form.File("file")?.Name ?? "dataset", form["append_suffix_if_duplicate"] == "true");
            Dataset made = new(Guid.NewGuid().ToString(), name, form["draft"] == "true", rows, clock.UtcNow());
            runs.Datasets[made.Id] = made;
            return ToJson(made);
        }
    }

    public JsonResponse List(Request request) => Page([], request);

    public async Task<JsonResponse> QueryAsync(Request request, CancellationToken cancellationToken) =>
        Page(await request.JsonAsync(cancellationToken).ConfigureAwait(false), request);

    public JsonResponse Get(Request request) => ToJson(Requested(request));

    public async Task<JsonResponse> UpdateAsync(Request request, CancellationToken cancellationToken)
    {
        Dataset dataset = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if ((Nodes.Text(body["name"]) ?? Nodes.Text((body["name"] as JsonObject)?["value"])) is { Length: > 0 } name && name != dataset.Name)
                dataset.Name = Name(name, appendSuffix: false);
            if (body["draft"]?.GetValueKind() == System.Text.Json.JsonValueKind.False)
                dataset.Publish();
            return ToJson(dataset);
        }
    }

    public JsonResponse Delete(Request request)
    {
        Dataset dataset = Requested(request);
        runs.Datasets.TryRemove(dataset.Id, out _);
        return new JsonObject { ["message"] = $"Dataset {dataset.Id} deleted" };
    }

    public JsonResponse GetContent(Request request)
    {
        Dataset dataset = Requested(request);
        lock (_gate)
            return Content(dataset.Current, request) with { Headers = Tagged(dataset) };
    }

    public async Task<JsonResponse> UpdateContentAsync(Request request, CancellationToken cancellationToken)
    {
        Dataset dataset = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (request.Header("If-Match") is { } tag && tag.Trim('"') != dataset.Tag)
                throw new RequestRejectedException(412, "The dataset has changed: If-Match is not its current version.");
            int next = dataset.Draft ? 1 : dataset.Current.Index + 1;
            dataset.Add(DatasetEdits.Apply(dataset.Current, body["edits"], next, clock.UtcNow()));
            return new JsonResponse(204, null) { Headers = Tagged(dataset) };
        }
    }

    public JsonResponse QueryVersions(Request request)
    {
        Dataset dataset = Requested(request);
        lock (_gate)
            return new ListQuery(request, []).Page("versions", dataset.Versions.Select(version => version.ToJson()));
    }

    public JsonResponse GetVersionContent(Request request)
    {
        Dataset dataset = Requested(request);
        FieldErrors errors = new();
        long? index = errors.Integer("path", "version_index", request.Path["version_index"], 1);
        errors.ThrowIfAny();
        lock (_gate)
            return Content(dataset.Version(index!.Value) ?? throw RequestRejectedException.NotFound("Dataset version not found"), request);
    }

    public JsonResponse ListProjects(Request request)
    {
        Dataset dataset = Requested(request);
        return new ListQuery(request, []).Page("projects", runs.ProjectsOf(dataset).Select(project => new JsonObject { ["id"] = project.Id, ["name"] = project.Name }));
    }

    private static JsonResponse Content(DatasetVersion version, Request request)
    {
        JsonObject page = new ListQuery(request, []).Page("rows", version.Rows.Select((row, index) => row.ToJson(index, version.Columns)));
        page["column_names"] = Nodes.Strings(version.Columns);
        page["warning_message"] = null;
        return page;
    }

    private static Dictionary<string, string> Tagged(Dataset dataset) => new() { ["ETag"] = $"\"{dataset.Tag}\"" };

    private static List<JsonObject> ReadRows(Request request, SubmittedForm form, FieldErrors errors)
    {
        if (form.File("file") is not { } file)
            return [];
        string? format = request.Query("format") ?? Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant();
        if (format.Length == 0)
            format = "csv";
        if (!DatasetFile.Formats.Contains(format))
        {
            errors.Add("query", "format", $"'{format}' is not one of: {string.Join(", ", DatasetFile.Formats)}", "enum", format);
            return [];
        }

        try
        {
            return DatasetFile.Read(file.Content, format);
        }
        catch (FormatException e)
        {
            errors.Add("body", "file", e.Message, "value_error");
            return [];
        }
    }

    private string Name(string wanted, bool appendSuffix)
    {
        string name = wanted;
        for (int number = 1; runs.Datasets.Values.Any(dataset => dataset.Name == name); number++)
        {
            if (!appendSuffix)
            {
                FieldErrors errors = new();
                errors.Add("body", "name", $"A dataset with the name '{name}' already exists", "value_error", name);
                errors.ThrowIfAny();
            }

            name = $"{wanted} ({number})";
        }

        return name;
    }

    private JsonResponse Page(JsonObject body, Request request)
    {
        ListQuery query = new(request, body, Columns);
        lock (_gate)
            return query.Page("datasets", runs.Datasets.Values.Select(ToJson).OrderBy(dataset => (string)dataset["created_at"]!, StringComparer.Ordinal));
    }

    private JsonObject ToJson(Dataset dataset) => dataset.ToJson(runs.ProjectsOf(dataset).Count());

    private Dataset Requested(Request request) => runs.DatasetById(request.PathUuid("dataset_id"));
}
