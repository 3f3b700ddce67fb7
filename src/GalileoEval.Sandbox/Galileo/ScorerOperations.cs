using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations that register, list and remove scorers.</summary>
internal sealed class ScorerOperations(RunStore runs, StartLedger starts, TimeProvider clock)
{
    private static readonly string[] ScorerTypes = ["llm", "code", "luna", "preset"];
    private static readonly string[] Columns =
    [
        "id", "name", "scorer_type", "model_type", "label", "tags", "created_at", "updated_at", "scoreable_node_types", "is_global", "creator",
        "multimodal_capabilities", "exclude_slm_scorers", "exclude_multimodal_scorers", "scope_projects",
    ];

    private readonly Dictionary<string, RegisteredScorer> _scorers = [];

    /// <summary>Returns a scorer; null if it does not exist.</summary>
    public RegisteredScorer? ById(string id)
    {
        lock (_scorers)
            return _scorers.TryGetValue(id, out RegisteredScorer? scorer) ? scorer : null;
    }

    /// <summary>Returns the ID of the scorer of a name; null if there is none.</summary>
    public string? IdOf(string name)
    {
        lock (_scorers)
            return _scorers.FirstOrDefault(scorer => scorer.Value.Name == name).Key;
    }

    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? name = Nodes.Text(body["name"]);
        if (string.IsNullOrEmpty(name))
            errors.Missing("body", "name");
        if (Nodes.Text(body["scorer_type"]) is not { } type)
            errors.Missing("body", "scorer_type");
        else if (!ScorerTypes.Contains(type))
            errors.Add("body", "scorer_type", $"'{type}' is not one of: {string.Join(", ", ScorerTypes)}", "enum", type);
        string id = errors.Uuid("body", "id", Nodes.Text(body["id"])) ?? Guid.NewGuid().ToString();
        errors.ThrowIfAny();
        Project[] projects = [.. (body["project_ids"] as JsonArray ?? []).Select(project => runs.Project(Nodes.Text(project) ?? ""))];

        lock (_scorers)
        {
            if (_scorers.ContainsKey(id) || _scorers.Values.Any(scorer => scorer.Name == name))
                errors.Add("body", "name", $"A scorer with the name '{name}' already exists", "value_error", name);
            errors.ThrowIfAny();
            RegisteredScorer made = _scorers[id] = new RegisteredScorer(id, body, projects, clock.UtcNow());
            return made.ToJson();
        }
    }

    public async Task<JsonResponse> ListAsync(Request request, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        ListQuery query = new(request, body, Columns);
        lock (_scorers)
            return query.Page("scorers", _scorers.Values.Select(scorer => scorer.ToJson()));
    }

    public JsonResponse Get(Request request)
    {
        lock (_scorers)
            return Requested(request, out _).ToJson();
    }

    public JsonResponse Delete(Request request)
    {
        lock (_scorers)
        {
            Requested(request, out string id);
            _scorers.Remove(id);
            return new JsonObject { ["message"] = $"Scorer {id} deleted" };
        }
    }

    public JsonResponse GetVersion(Request request)
    {
        FieldErrors errors = new();
        long? number = errors.Integer("query", "version", request.Query("version"), 1);
        errors.ThrowIfAny();
        lock (_scorers)
            return Requested(request, out _).Version(number) ?? throw RequestRejectedException.NotFound("Scorer version not found");
    }

    public async Task<JsonResponse> CreateCodeVersionAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        if (form.File("file") is null)
            errors.Missing("body", "file");
        JsonObject? verdict = ReadVerdict(form["validation_result"], errors);
        errors.ThrowIfAny();
        lock (_scorers)
            return Requested(request, out _).AddVersion(form.File("file")!, verdict!, clock.UtcNow());
    }

    public JsonResponse ListVersions(Request request)
    {
        ListQuery query = new(request, []);
        lock (_scorers)
            return query.Page("versions", Requested(request, out _).Versions);
    }

    public JsonResponse GetCode(Request request)
    {
        FieldErrors errors = new();
        long? number = errors.Integer("query", "version", request.Query("version"), 1, int.MaxValue);
        errors.ThrowIfAny();
        lock (_scorers)
        {
            return Requested(request, out _).File(number) is { } file
                ? new JsonResponse(200, null) { File = ("text/x-python; charset=utf-8", file.Content) }
                : throw RequestRejectedException.NotFound("Scorer version not found");
        }
    }

    public JsonResponse Restore(Request request)
    {
        FieldErrors errors = new();
        long? number = errors.Integer("path", "version_number", request.Path["version_number"], 1, int.MaxValue);
        errors.ThrowIfAny();
        lock (_scorers)
        {
            RegisteredScorer scorer = Requested(request, out string id);
            starts.Note("scorers/restore", $"{id} {number}");
            return scorer.Restore(number!.Value, clock.UtcNow()) ?? throw RequestRejectedException.NotFound("Scorer version not found");
        }
    }

    // Galileo's own client nests the result one level deeper than documented.
    private static JsonObject? ReadVerdict(string? text, FieldErrors errors)
    {
        const string Field = "validation_result";
        if (text is null)
        {
            errors.Missing("body", Field);
            return null;
        }

        JsonObject? verdict = null;
        try
        {
            verdict = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Reported below.
        }

        verdict = verdict?["result"] as JsonObject ?? verdict;
        if (verdict is null)
            errors.Add("body", Field, "value is not valid JSON", "json_invalid", text);
        else if (Nodes.Text(verdict["score_type"]) is null || verdict["error_message"] is not null)
            errors.Add("body", Field, "the code is not valid", "value_error");
        return verdict;
    }

    private RegisteredScorer Requested(Request request, out string id)
    {
        id = request.PathUuid("scorer_id");
        return _scorers.TryGetValue(id, out RegisteredScorer? scorer) ? scorer : throw RequestRejectedException.NotFound($"Scorer {id} not found");
    }
}
