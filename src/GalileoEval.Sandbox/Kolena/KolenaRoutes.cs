using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Kolena's operations, one per line.</summary>
internal static class KolenaRoutes
{
    public static IEnumerable<Route> All(StartLedger starts, TimeSpan taskDuration, TimeProvider clock)
    {
        KolenaStore store = new(clock.UtcNow(), taskDuration);
        KolenaOperations kolena = new(store, starts, taskDuration, clock);
        GroundTruthOperations truths = new(store);
        RunOperations runs = new(store, starts, taskDuration, clock);
        Route[] routes =
        [
            new(EvalService.Kolena, "GET", "agents", kolena.ListAgents),
            new(EvalService.Kolena, "GET", "agents/{agent_id}", kolena.GetAgent),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/runs", runs.List),
            new(EvalService.Kolena, "POST", "agents/{agent_id}/runs", runs.StartAsync),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/runs/{run_id}", runs.Get),
            new(EvalService.Kolena, "DELETE", "agents/{agent_id}/runs/{run_id}", runs.Remove),
            new(EvalService.Kolena, "POST", "agents/{agent_id}/ground_truths", truths.CreateAsync),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/ground_truths/{ground_truth_id}/versions", truths.ListVersions),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}", truths.GetVersion),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/ground_truths/{ground_truth_id}/validations", kolena.ListValidations),
            new(EvalService.Kolena, "POST", "agents/{agent_id}/ground_truths/{ground_truth_id}/validations", kolena.StartValidation),
            new(EvalService.Kolena, "GET", "agents/{agent_id}/ground_truths/{ground_truth_id}/validations/{validation_id}", kolena.GetValidation),
        ];
        return routes.Select(route => route.Under("api/v1/client/"));
    }
}
