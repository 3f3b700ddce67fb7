using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Scale's operations, one a line.</summary>
internal static class ScaleRoutes
{
    public static IEnumerable<Route> All(int taskCount, TimeSpan taskDuration, TimeProvider clock)
    {
        ScaleSample sample = new(clock.UtcNow(), taskCount, taskDuration);
        TaskOperations tasks = new(sample, clock);
        CollectionOperations collections = new(sample, clock);
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
        ];
    }
}
