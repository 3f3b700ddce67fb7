using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Experiments;

/// <summary>Galileo's operations that read the metrics of experiments. Thread-safe. Every method fails with an
/// <see cref="EvalException"/> or, when the caller cancels, an <see cref="OperationCanceledException"/>.</summary>
public sealed class ExperimentMetrics : GalileoServiceClient
{
    private const string ReadBuckets = "get experiment metrics";

    private readonly ScorerRegistry _scorers;

    // By the ID of a scorer, the request that reads its name, and those of others.
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, string>>> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a client. It reads the name of a scorer once.</summary>
    /// <param name="transport">Carries the requests; the caller disposes of it.</param>
    /// <param name="observer">Receives the progress of requests; null for none.</param>
    public ExperimentMetrics(IEvalTransport transport, IEvalObserver? observer = null)
        : base(transport, observer) => _scorers = new ScorerRegistry(transport, observer);

    /// <summary>Reads the metrics of an experiment, by its ID: <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>, then as
    /// <see cref="ReadAsync(GalileoExperiment, CancellationToken)"/>.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="experimentId">The experiment, a UUID.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The rows by metric: the statistics of each, then its buckets. Empty for an experiment without metrics.</returns>
    public async Task<IReadOnlyList<GalileoExperimentMetric>> ReadAsync(
        string projectId, string experimentId, CancellationToken cancellationToken) =>
        await ReadAsync(
            await ReadExperimentAsync(projectId, experimentId, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the metrics of an experiment that was just read: those that it carries, and those in buckets
    /// (<c>POST /v2/projects/{project_id}/experiments/{experiment_id}/metrics</c>), which a server that does not have that operation
    /// leaves out. The names of scorers that the service calls by their ID are read too (<c>POST /v2/scorers/list</c>).</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The rows by metric: the statistics of each, then its buckets. Empty for an experiment without metrics.</returns>
    public async Task<IReadOnlyList<GalileoExperimentMetric>> ReadAsync(GalileoExperiment experiment, CancellationToken cancellationToken)
    {
        // The IDs come from a response, and become part of the next path.
        if (RequestPath.Uuid(experiment.ProjectId) is null || RequestPath.Uuid(experiment.ExperimentId) is null)
            throw InvalidResponse("search experiments", "the ID of an experiment or of its project is not a UUID.");
        IReadOnlyList<BucketedMetric> bucketed = await ReadBucketsAsync(experiment, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> names = await NamesAsync(
            [.. ExperimentMetricRows.ScorerIds(experiment, bucketed).Distinct()], cancellationToken).ConfigureAwait(false);
        return ExperimentMetricRows.Of(experiment, bucketed, names);
    }

    private async Task<IReadOnlyList<BucketedMetric>> ReadBucketsAsync(GalileoExperiment experiment, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                ReadBuckets,
                HttpMethod.Post,
                Experiment(ReadBuckets, experiment.ProjectId, experiment.ExperimentId).Segment("metrics").ToString(),
                GalileoJsonContext.Default.DictionaryStringJsonElement,
                MetricsOf,
                cancellationToken,
                () => JsonContent("""{"filters":[]}""")).ConfigureAwait(false);
        }
        catch (EvalException e) when (e.Condition == EvalErrorCondition.NotFound)
        {
            // The experiment exists: it was just read.
            Observer?.Verbose($"Galileo: the server has no metrics in buckets: {e.Message}");
            return [];
        }
    }

    private static IReadOnlyList<BucketedMetric> MetricsOf(Dictionary<string, JsonElement> response) =>
    [
        .. ItemsOf(response, "metrics").Items().Where(static item => item.ValueKind == JsonValueKind.Object)
            .Select(TolerantJson<ExperimentJsonContext>.Read<BucketedMetric>)
            .Where(static metric => !string.IsNullOrWhiteSpace(metric.Name)),
    ];

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(string[] ids, CancellationToken cancellationToken)
    {
        Task<IReadOnlyDictionary<string, string>>[] reads;
        lock (_names)
        {
            string[] unknown = [.. ids.Where(id => !_names.ContainsKey(id))];
            if (unknown.Length > 0)
            {
                Task<IReadOnlyDictionary<string, string>> read = ReadNamesAsync(unknown, cancellationToken);
                foreach (string id in unknown)
                    _names.Add(id, read);
            }

            reads = [.. ids.Select(id => _names[id]).Distinct()];
        }

        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (Task<IReadOnlyDictionary<string, string>> read in reads)
        {
            foreach (KeyValuePair<string, string> name in await read.ConfigureAwait(false))
                names[name.Key] = name.Value;
        }

        return names;
    }

    // Without a name a row has the ID: no reason to fail.
    private async Task<IReadOnlyDictionary<string, string>> ReadNamesAsync(string[] ids, CancellationToken cancellationToken)
    {
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            await foreach (GalileoScorer scorer in _scorers
                .ListAsync(new ScorerQuery { ScorerIds = ids }, cancellationToken).ConfigureAwait(false))
            {
                if (RequestPath.Uuid(scorer.ScorerId) is { } id && scorer.Name.Length > 0)
                    names[id] = scorer.Name;
            }
        }
        catch (EvalException e)
        {
            Observer?.Verbose($"Galileo: the names of {ids.Length} scorers could not be read: {e.Message}");
        }

        return names;
    }
}
