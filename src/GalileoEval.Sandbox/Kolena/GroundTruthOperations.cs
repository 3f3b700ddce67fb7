using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Implements Kolena's operations on ground truths.</summary>
internal sealed class GroundTruthOperations(KolenaStore store)
{
    public JsonResponse ListVersions(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "ground_truth_id");
        return KolenaQuery.Paged("versions", store.Versions(ids[0], ids[1]), KolenaQuery.Page(request, smallest: 1));
    }

    public JsonResponse GetVersion(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "ground_truth_id", "version");
        return store.Versions(ids[0], ids[1]).FirstOrDefault(version => (int)version["version"]! == ids[2])?.DeepClone()
            ?? throw RequestRejectedException.NotFound($"Ground truth version {ids[2]} not found");
    }

    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        long agentId = KolenaQuery.Ids(request, "agent_id")[0];
        store.Agent(agentId);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);

        FieldErrors errors = new();
        string? name = Text(errors, body, "name");
        if (name?.Length == 0)
            errors.Add("body", "name", "String should have at least 1 character", "string_too_short", name);
        string? instructions = Text(errors, body, "evaluation_instructions");
        JsonArray? runs = Runs(errors, body);
        errors.ThrowIfAny();

        JsonObject truth = new() { ["name"] = name, ["evaluation_instructions"] = instructions, ["runs"] = runs!.DeepClone() };
        return store.Add(agentId, truth).DeepClone();
    }

    private static string? Text(FieldErrors errors, JsonObject body, string name)
    {
        if (!body.ContainsKey(name))
            errors.Missing("body", name);
        else if (Nodes.Text(body[name]) is { } text)
            return text;
        else
            errors.Add("body", name, "Input should be a valid string", "string_type", body[name]);
        return null;
    }

    private static JsonArray? Runs(FieldErrors errors, JsonObject body)
    {
        if (!body.ContainsKey("runs"))
        {
            errors.Missing("body", "runs");
            return null;
        }

        if (body["runs"] is not JsonArray runs)
        {
            errors.Add("body", "runs", "Input should be a valid list", "list_type", body["runs"]);
            return null;
        }

        for (int i = 0; i < runs.Count; i++)
        {
            if (runs[i] is not JsonObject run)
            {
                errors.Add(["body", "runs", i], "Input should be a valid dictionary", "model_attributes_type", runs[i]);
                continue;
            }

            if (run["user_defined_id"] is { } id && Nodes.Text(id) is null)
                errors.Add(["body", "runs", i, "user_defined_id"], "Input should be a valid string", "string_type", id);
            if (run["data"] is { } data and not JsonObject)
                errors.Add(["body", "runs", i, "data"], "Input should be a valid dictionary", "dict_type", data);
        }

        return runs;
    }
}
