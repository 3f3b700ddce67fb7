using System.Net;
using System.Text.RegularExpressions;
using GalileoEval.Kolena;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

/// <summary>Validations of agent 1, by ground truth, listed in the order of their making.</summary>
internal sealed partial class FakeKolena
{
    private readonly Dictionary<long, SortedDictionary<long, string>> _groundTruths = [];

    public FakeKolena()
    {
        Transport = new ServiceTransport(Respond);
        Poller = new KolenaValidationPoller(new KolenaClient(Transport));
    }

    public ServiceTransport Transport { get; }

    public KolenaValidationPoller Poller { get; }

    /// <summary>Runs first; may throw, or return a response of its own.</summary>
    public Func<string, string?> Before { get; set; } = _ => null;

    public EvalWaitItem Item(long groundTruth, long validation) => new(
        new KolenaValidation { AgentId = 1, GroundTruthId = groundTruth, ValidationId = validation }, Poller);

    public FakeKolena With(long groundTruth, int validations)
    {
        _groundTruths[groundTruth] = [];
        for (int id = 1; id <= validations; id++)
            _groundTruths[groundTruth].Add(id, "running");
        return this;
    }

    public void Set(long groundTruth, long validation, string status) => _groundTruths[groundTruth][validation] = status;

    private string Respond(string path)
    {
        if (Before(path) is { } own)
            return own;

        Match match = PathForm().Match(path);
        long groundTruth = long.Parse(match.Groups["gt"].Value);
        SortedDictionary<long, string> all = _groundTruths[groundTruth];
        if (match.Groups["id"].Success)
        {
            long id = long.Parse(match.Groups["id"].Value);
            return all.TryGetValue(id, out string? status)
                ? Json(groundTruth, id, status)
                : ServiceTransport.Reject(EvalService.Kolena, HttpStatusCode.NotFound, """{"detail":"not here"}""");
        }

        int page = int.Parse(match.Groups["page"].Value);
        int size = int.Parse(match.Groups["size"].Value);
        IEnumerable<string> items = all.Skip(page * size).Take(size).Select(one => Json(groundTruth, one.Key, one.Value));
        return $$"""{"validations":[{{string.Join(",", items)}}],"total_pages":{{(all.Count + size - 1) / size}}}""";
    }

    private static string Json(long groundTruth, long id, string status) =>
        $$"""{"id":{{id}},"ground_truth_id":{{groundTruth}},"ground_truth_version":2,"status":"{{status}}","results":{"score":95} }""";

    [GeneratedRegex(@"agents/1/ground_truths/(?<gt>\d+)/validations(/(?<id>\d+)|\?page_number=(?<page>\d+)&page_size=(?<size>\d+))$")]
    private static partial Regex PathForm();
}
