using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Implements Kolena's operations on agents and validations.</summary>
internal sealed class KolenaOperations(KolenaStore store, StartLedger starts, TimeSpan taskDuration, TimeProvider clock)
{
    public JsonResponse ListAgents(Request request) =>
        KolenaQuery.Paged("agents", store.Agents, KolenaQuery.Page(request, smallest: 0));

    public JsonResponse GetAgent(Request request) => store.Agent(KolenaQuery.Ids(request, "agent_id")[0]).DeepClone();

    public JsonResponse ListValidations(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "ground_truth_id");
        store.Versions(ids[0], ids[1]);
        (long, long) page = KolenaQuery.Page(request, smallest: 1);
        DateTime now = clock.UtcNow();
        return KolenaQuery.Paged("validations", [.. store.Validations(ids[1]).Select(validation => validation.ToJson(now))], page);
    }

    public JsonResponse GetValidation(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "ground_truth_id", "validation_id");
        store.Versions(ids[0], ids[1]);
        return store.Validations(ids[1]).FirstOrDefault(validation => validation.Id == ids[2])?.ToJson(clock.UtcNow())
            ?? throw RequestRejectedException.NotFound($"Validation {ids[2]} not found");
    }

    public JsonResponse StartValidation(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "ground_truth_id");
        int newest = store.Versions(ids[0], ids[1]).Max(truth => (int)truth["version"]!);
        starts.Note("validation", $"{ids[0]}/{ids[1]}/{newest}");
        return new JsonObject { ["validation_id"] = store.Start(ids[1], newest, clock.UtcNow() + taskDuration) };
    }
}
