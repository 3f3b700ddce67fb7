using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the validation of a scorer file on generated nodes: starts it and returns its progress.</summary>
internal sealed class ValidationOperations(ScorerRunner runner, BackgroundWork work, StartLedger starts, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ValidationTask> _tasks = new();

    public async Task<JsonResponse> StartAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        ScorerSubmission submission = new(form, errors);
        errors.ThrowIfAny();

        starts.Note("validate", form.Fingerprint());
        string id = Guid.NewGuid().ToString();
        ValidationTask task = _tasks[id] = new ValidationTask(id, clock);
        ScorerJob job = submission.ToJob(form["test_input"], form["test_output"]);
        work.Start(stop => RunAsync(task, job, stop));
        return new JsonObject { ["task_id"] = id };
    }

    public JsonResponse Get(Request request)
    {
        string id = request.PathUuid("task_id");
        return _tasks.TryGetValue(id, out ValidationTask? task) ? task.ToJson() : throw RequestRejectedException.NotFound($"Task {id} not found");
    }

    private async Task RunAsync(ValidationTask task, ScorerJob job, CancellationToken stop)
    {
        ScorerOutcome outcome = await runner.RunAsync(job, () => task.Set("started"), stop).ConfigureAwait(false);
        if (outcome.Failure is { } reason)
            task.Set("failed", reason);
        else
            task.Set("completed", new JsonObject { ["result"] = Verdict(outcome) });
    }

    private static JsonObject Verdict(ScorerOutcome outcome) => outcome.Verdict ?? new JsonObject
    {
        ["result_type"] = "invalid",
        ["error_message"] = outcome.Problem ?? ScorerOutcome.NoVerdict,
    };
}
