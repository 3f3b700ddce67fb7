using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Paging;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>The base of the clients for Galileo: pagination and tolerant reading of
/// responses.</summary>
public abstract class GalileoServiceClient : EvalServiceClient
{
    /// <summary>The service's default page size, used for every page.</summary>
    private protected const int ItemsPerPage = 100;

    /// <summary>The method PATCH, which .NET Standard does not define.</summary>
    private protected static readonly HttpMethod Patch = new("PATCH");

    private protected GalileoServiceClient(IEvalTransport transport, IEvalObserver? observer)
        : base(EvalService.Galileo, transport, observer)
    {
    }

    /// <summary>Reads a list, page by page, each when its first item is requested.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="items">The member of a response that contains the items.</param>
    /// <param name="requestOf">Returns the path and the body of the request for the page that starts at an index. Without a body, it is a
    /// GET.</param>
    /// <param name="read">Reads one item.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    private protected async IAsyncEnumerable<T> ListAsync<T>(
        string operation,
        string items,
        Func<long, (RequestPath Path, JsonObject? Body)> requestOf,
        Func<JsonElement, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagedList<JsonElement> list = Pages<JsonElement>(operation, static item => item.Member("id").Text(), (start, cancellation) =>
        {
            (RequestPath path, JsonObject? body) = requestOf(start);
            return SendAsync(
                operation,
                body is null ? HttpMethod.Get : HttpMethod.Post,
                path.ToString(),
                GalileoJsonContext.Default.DictionaryStringJsonElement,
                page => ((IReadOnlyList<JsonElement>)[.. ItemsOf(page, items).Items()], Next(page)),
                cancellation,
                body is null ? null : () => JsonContent(body.ToJsonString()));
        });
        await foreach (JsonElement item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item.ValueKind == JsonValueKind.Object)
                yield return Understand(operation, () => read(item));
        }
    }

    /// <summary>Creates a list whose pages give the index of the next page.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="keyOf">Identifies an item; null for one without an ID.</param>
    /// <param name="read">Reads the page that starts at an index, and returns the index of the next page; null after the last one.</param>
    private protected PagedList<T> Pages<T>(
        string operation, Func<T, string?> keyOf, Func<long, CancellationToken, Task<(IReadOnlyList<T> Items, long? Next)>> read) =>
        PagedList.ByToken(ItemsPerPage, keyOf, async (token, _, cancellation) =>
        {
            long start = token is null ? 0 : long.Parse(token, CultureInfo.InvariantCulture);
            (IReadOnlyList<T> items, long? next) = await read(start, cancellation).ConfigureAwait(false);
            return next <= start
                ? throw InvalidResponse(operation, $"the next page ({next}) does not come after this one ({start}).")
                : new EvalPage<T> { Items = items, NextToken = next?.ToString(CultureInfo.InvariantCulture) };
        });

    // The specification allows every list to omit its array: absent means empty, unless the response is an error with a 2xx status.
    private protected static JsonElement ItemsOf(Dictionary<string, JsonElement> page, string items)
    {
        bool isThere = page.TryGetValue(items, out JsonElement found) && found.ValueKind != JsonValueKind.Null;
        return (isThere ? found.ValueKind == JsonValueKind.Array : !EvalErrorReader.IsError(page.Keys))
            ? found
            : throw new JsonException($"it has no {items}.");
    }

    private static long? Next(Dictionary<string, JsonElement> page) =>
        !page.TryGetValue("next_starting_token", out JsonElement next) || next.ValueKind == JsonValueKind.Null
            ? null
            : next.Whole() ?? throw new JsonException("its next_starting_token is not an integer.");

    /// <summary>The path of a project.</summary>
    private protected RequestPath Project(string operation, string projectId) =>
        Path(operation, "v2/projects").UuidSegment("project ID", projectId);

    /// <summary>The path of an experiment.</summary>
    private protected RequestPath Experiment(string operation, string projectId, string experimentId) =>
        Project(operation, projectId).Segment("experiments").UuidSegment("experiment ID", experimentId);

    /// <summary>The path of a registered scorer.</summary>
    private protected RequestPath Scorer(string operation, string scorerId) =>
        Path(operation, "v2/scorers").UuidSegment("scorer ID", scorerId);

    /// <summary>Adds the query for a page to a path.</summary>
    private protected static RequestPath PageOf(RequestPath path, long start) =>
        path.Number("starting_token", start).Number("limit", ItemsPerPage);

    /// <summary>The body of a request.</summary>
    private protected static StringContent JsonContent(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Reads an experiment: <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>.</summary>
    private protected Task<GalileoExperiment> ReadExperimentAsync(
        string projectId, string experimentId, CancellationToken cancellationToken)
    {
        const string operation = "get experiment";
        string project = GalileoArgument.Id(projectId, "project ID");
        string experiment = GalileoArgument.Id(experimentId, "experiment ID");
        return SendAsync(
            operation,
            HttpMethod.Get,
            Experiment(operation, project, experiment).ToString(),
            TolerantJson<GalileoJsonContext>.TypeOf<GalileoExperiment>(),
            response =>
            {
                GalileoExperiment read = response.In(project);
                CheckId(operation, "experiment ID", experiment, RequestPath.Uuid(read.ExperimentId) ?? read.ExperimentId);
                CheckId(operation, "project ID", project, RequestPath.Uuid(read.ProjectId) ?? read.ProjectId);
                return read;
            },
            cancellationToken);
    }

    /// <summary>Reads a part of a response.</summary>
    private protected T Understand<T>(string operation, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsInvalidContent(e))
        {
            throw InvalidResponse(operation, EvalText.OneLine(e.Message), e);
        }
    }

    /// <summary>As <see cref="Understand{T}"/>, for reading into an existing object.</summary>
    private protected void Understand(string operation, Action read) =>
        Understand(operation, () =>
        {
            read();
            return true;
        });
}
