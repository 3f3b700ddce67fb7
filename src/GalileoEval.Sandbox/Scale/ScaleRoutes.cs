using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Scale's operations, one per line.</summary>
internal static class ScaleRoutes
{
    public static IEnumerable<Route> All(StartLedger starts, int taskCount, TimeSpan taskDuration, TimeProvider clock)
    {
        ScaleStore store = new(clock.UtcNow(), taskCount, taskDuration);
        TaskOperations tasks = new(store, clock);
        CollectionOperations collections = new(store, clock);
        BatchChanges batches = new(store, starts, clock);
        TaskChanges taskChanges = new(store, starts, clock);
        return
        [
            new(EvalService.Scale, "GET", "v2/task", tasks.Get),
            new(EvalService.Scale, "GET", "v2/tasks", tasks.List),
            new(EvalService.Scale, "GET", "v2/batch", collections.GetBatch),
            new(EvalService.Scale, "GET", "v2/batches", collections.ListBatches),
            new(EvalService.Scale, "GET", "v2/project", collections.GetProject),
            new(EvalService.Scale, "GET", "v2/projects", collections.ListProjects),
            new(EvalService.Scale, "GET", "v2/deliveries", collections.ListDeliveries),
            new(EvalService.Scale, "GET", "v2/delivery", tasks.GetDelivery),
            new(EvalService.Scale, "POST", "v2/batch", batches.CreateAsync),
            new(EvalService.Scale, "POST", "v2/batch/finalize", batches.FinalizeAsync),
            new(EvalService.Scale, "POST", "v2/batch/pause", batches.PauseAsync),
            new(EvalService.Scale, "POST", "v2/batch/resume", batches.ResumeAsync),
            new(EvalService.Scale, "POST", "v2/batch/cancel", batches.CancelAsync),
            new(EvalService.Scale, "POST", "v2/batch/metadata", batches.SetMetadataAsync),
            new(EvalService.Scale, "POST", "v2/task/chat", taskChanges.CreateChatAsync),
            new(EvalService.Scale, "POST", "v2/task/metadata", taskChanges.SetMetadataAsync),
        ];
    }
}
