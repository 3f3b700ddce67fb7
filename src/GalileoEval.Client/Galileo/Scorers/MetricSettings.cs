using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Scorers;

/// <summary>Galileo's operations that select the scorers of a log stream. Every method fails with an <see cref="EvalException"/> or, when
/// the caller cancels, an <see cref="OperationCanceledException"/>.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class MetricSettings(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    private const string Read = "get metric settings";
    private const string Scorers = "scorers";

    /// <summary>Enables a scorer for a log stream: reads the settings, adds the scorer, and writes everything back, including unknown
    /// fields (<c>GET</c> and <c>PATCH
    /// /v2/projects/{project_id}/log_streams/{log_stream_id}/metric_settings</c>). Writes nothing if it is already enabled.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="logStreamId">The log stream, a UUID.</param>
    /// <param name="scorer">The scorer.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>Whether the settings were changed.</returns>
    public Task<bool> EnableAsync(string projectId, string logStreamId, GalileoScorer scorer, CancellationToken cancellationToken) =>
        ChangeAsync(
            projectId,
            logStreamId,
            scorers =>
            {
                if (Find(scorers, scorer.ScorerId) is not null)
                    return false;
                scorers.Add((JsonNode)ConfigurationOf(scorer));
                return true;
            },
            cancellationToken);

    /// <summary>Disables a scorer for a log stream, as <see cref="EnableAsync"/> enables it. Existing scores stay.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="logStreamId">The log stream, a UUID.</param>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>Whether the settings were changed.</returns>
    public Task<bool> DisableAsync(string projectId, string logStreamId, string scorerId, CancellationToken cancellationToken) =>
        ChangeAsync(
            projectId,
            logStreamId,
            scorers => Find(scorers, scorerId) is { } found && scorers.Remove(found),
            cancellationToken);

    /// <summary>Makes the service recompute the scores of a log stream:
    /// <c>POST /v2/projects/{project_id}/recompute-metrics</c>. Not sent again if the service may have received it.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="logStreamId">The log stream, a UUID.</param>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has accepted the request.</returns>
    public Task RecomputeAsync(string projectId, string logStreamId, string scorerId, CancellationToken cancellationToken)
    {
        const string operation = "recompute metrics";
        string json = new JsonObject
        {
            ["scorer_ids"] = new JsonArray(GalileoArgument.Id(scorerId, "scorer ID")),
            ["log_stream_id"] = GalileoArgument.Id(logStreamId, "log stream ID"),
        }.ToJsonString();
        EvalRequest request = new()
        {
            Operation = operation,
            Method = HttpMethod.Post,
            Path = Project(operation, projectId).Segment("recompute-metrics").ToString(),
            Content = () => JsonContent(json),
            Retry = EvalRetry.Start,
            Observer = Observer,
        };
        // The specification does not define the response.
        return SendAsync(
            request,
            async (response, cancellation) =>
            {
                using ResponseBody body = new(response.Body);
                _ = await body.ReadBeginningAsync(cancellation).ConfigureAwait(false);
                string words = response.Scrub(body.ReadWords());
                if (WebPage.Is(response.MediaType, words))
                    throw IsWebPage(operation, response.MediaType, words);
                return IsError(words) ? throw InvalidResponse(operation, "it is an error.", said: EvalErrorReader.Find(words)) : true;
            },
            cancellationToken);
    }

    // A message without an error is a success.
    private static bool IsError(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && EvalErrorReader.IsError(document.RootElement.EnumerateObject().Select(member => member.Name).Where(name => name != "message"));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonObject ConfigurationOf(GalileoScorer scorer)
    {
        JsonObject configuration = new() { ["id"] = scorer.ScorerId, ["name"] = scorer.Name, ["scorer_type"] = scorer.ScorerType ?? "code" };
        if (scorer.ScoreableNodeTypes.Count > 0)
            configuration["scoreable_node_types"] = ListFilter.Texts(scorer.ScoreableNodeTypes);
        foreach ((string name, string? value) in new[]
        {
            ("model_type", scorer.ModelType), ("output_type", scorer.OutputType), ("input_type", scorer.InputType), ("score_type", scorer.ScoreType),
        })
        {
            if (value is not null)
                configuration[name] = value;
        }

        return configuration;
    }

    private static JsonNode? Find(JsonArray scorers, string scorerId) => scorers.FirstOrDefault(item =>
        item is JsonObject scorer && scorer["id"] is JsonValue id && id.TryGetValue(out string? text)
        && string.Equals(text, scorerId, StringComparison.OrdinalIgnoreCase));

    private async Task<bool> ChangeAsync(
        string projectId, string logStreamId, Func<JsonArray, bool> change, CancellationToken cancellationToken)
    {
        string path = Project(Read, projectId).Segment("log_streams")
            .UuidSegment("log stream ID", logStreamId).Segment("metric_settings").ToString();
        JsonObject settings = await SendAsync(
            Read,
            HttpMethod.Get,
            path,
            GalileoJsonContext.Default.DictionaryStringJsonElement,
            SettingsOf,
            cancellationToken).ConfigureAwait(false);
        if (!change((JsonArray)settings[Scorers]!))
            return false;

        string json = settings.ToJsonString();
        await SendAsync(
            "update metric settings",
            Patch,
            path,
            GalileoJsonContext.Default.DictionaryStringJsonElement,
            SettingsOf,
            cancellationToken,
            () => JsonContent(json),
            EvalRetry.Start).ConfigureAwait(false);
        return true;
    }

    // Writing replaces the list, so an unreadable list must not be replaced.
    private static JsonObject SettingsOf(Dictionary<string, JsonElement> response)
    {
        JsonObject settings = [];
        foreach (KeyValuePair<string, JsonElement> member in response)
            settings[member.Key] = JsonNode.Parse(member.Value.GetRawText());
        return settings[Scorers] is JsonArray ? settings : throw new JsonException("it has no list of scorers.");
    }
}
