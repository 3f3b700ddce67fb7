using System.Net;
using System.Web;
using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

/// <summary>Tasks in batches, listed in the order of their making. The tasks of batch b are b_0, b_1 and so on.</summary>
internal sealed class FakeScale
{
    private readonly Dictionary<string, List<string>> _batches = [];
    private readonly Dictionary<string, string> _statuses = [];

    public FakeScale()
    {
        Transport = new ServiceTransport(Respond);
        Poller = new ScaleTaskPoller(new ScaleClient(Transport));
    }

    public ServiceTransport Transport { get; }

    public ScaleTaskPoller Poller { get; set; }

    /// <summary>Runs first; may throw, or return a response of its own.</summary>
    public Func<string, string?> Before { get; set; } = _ => null;

    public EvalWaitItem Item(string batch, int number) => new(
        new ScaleTask { TaskId = $"{batch}_{number}", BatchId = batch, Status = "pending" }, Poller);

    public EvalWaitItem Reference(string batch, int number) => new(new ScaleTask { TaskId = $"{batch}_{number}" }, Poller);

    public FakeScale With(string batch, int tasks)
    {
        _batches[batch] = [.. Enumerable.Range(0, tasks).Select(number => $"{batch}_{number}")];
        return this;
    }

    public void Set(string task, string status) => _statuses[task] = status;

    /// <summary>Puts other tasks in front of those of a batch.</summary>
    public void Prepend(string batch, int tasks) =>
        _batches[batch].InsertRange(0, Enumerable.Range(0, tasks).Select(number => $"{batch}_new{number}"));

    private string Respond(string path)
    {
        if (Before(path) is { } own)
            return own;

        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(path[path.IndexOf('?')..]);
        if (query["task_id"] is { } id)
        {
            return _batches.Values.Any(batch => batch.Contains(id))
                ? Json(id)
                : ServiceTransport.Reject(EvalService.Scale, HttpStatusCode.NotFound, """{"status_code":404,"error":"no"}""");
        }

        List<string> tasks = _batches[query["batch_id"]!];
        int start = int.Parse(query["next_token"] ?? "0");
        int limit = int.Parse(query["limit"]!);
        string next = start + limit < tasks.Count ? $",\"next_token\":\"{start + limit}\"" : "";
        return $$"""{"tasks":[{{string.Join(",", tasks.Skip(start).Take(limit).Select(Json))}}]{{next}}}""";
    }

    private string Json(string id) =>
        $$"""
        {"task_id":"{{id}}","batch":"{{id[..id.IndexOf('_')]}}","project":"p","status":"{{_statuses.GetValueOrDefault(id, "pending")}}",
         "created_at":"2025-01-02T03:04:05Z","threads":[{"id":"t","turns":[],"annotations":[{"key":"k","type":"integer","value":3}]}]}
        """;
}
