using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Datasets;

/// <summary>Galileo's operations on datasets. Every method fails with an <see cref="EvalException"/> or, when the caller cancels, an
/// <see cref="OperationCanceledException"/>; a list fails when its next item is requested.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class GalileoDatasets(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    // Each attempt reads the current version again, so repeated conflicts are rare.
    private const int MaximumAppendAttempts = 5;
    private const string ListDatasets = "list datasets";
    private const string ListVersions = "list dataset versions";
    private const string CreateDataset = "create dataset";
    private const string ReadRows = "get dataset content";

    /// <summary>Lists datasets, all pages: <c>POST /v2/datasets/query</c>.</summary>
    /// <param name="name">Only those of this name, in upper or lower case; null for all.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The datasets, in the service's order.</returns>
    public IAsyncEnumerable<GalileoDataset> ListAsync(string? name, CancellationToken cancellationToken) =>
        ListAsync(
            ListDatasets,
            "datasets",
            start => (
                PageOf(Path(ListDatasets, "v2/datasets/query"), start),
                name is null ? [] : new JsonObject { ["filters"] = new JsonArray(ListFilter.NameIs(name)) }),
            TolerantJson<DatasetJsonContext>.Read<GalileoDataset>,
            cancellationToken);

    /// <summary>Reads a dataset: <c>GET /v2/datasets/{dataset_id}</c>.</summary>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The dataset.</returns>
    public Task<GalileoDataset> GetAsync(string datasetId, CancellationToken cancellationToken)
    {
        const string operation = "get dataset";
        string id = GalileoArgument.Id(datasetId, "dataset ID");
        return SendAsync(
            operation,
            HttpMethod.Get,
            Dataset(operation, id).ToString(),
            TolerantJson<DatasetJsonContext>.TypeOf<GalileoDataset>(),
            dataset =>
            {
                CheckId(operation, "dataset ID", id, dataset.DatasetId);
                return dataset;
            },
            cancellationToken);
    }

    /// <summary>The ID of a dataset that is specified by name or ID.</summary>
    /// <param name="nameOrId">Its name, or its ID, for which nothing is sent.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A UUID.</returns>
    /// <exception cref="EvalException">NotFound: no dataset has the name. InvalidArgument: several have it.</exception>
    public Task<string> DatasetIdAsync(string nameOrId, CancellationToken cancellationToken) =>
        NamedObjects.IdAsync("dataset", "", nameOrId, name => ListAsync(name, cancellationToken));

    /// <summary>Lists the versions of a dataset, all pages: <c>POST /v2/datasets/{dataset_id}/versions/query</c>.</summary>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The versions, in the service's order.</returns>
    public IAsyncEnumerable<GalileoDatasetVersion> ListVersionsAsync(string datasetId, CancellationToken cancellationToken)
    {
        string id = GalileoArgument.Id(datasetId, "dataset ID");
        return ListAsync(
            ListVersions,
            "versions",
            start => (PageOf(Dataset(ListVersions, id).Segment("versions").Segment("query"), start), []),
            item => TolerantJson<DatasetJsonContext>.Read<GalileoDatasetVersion>(item) with { DatasetId = id },
            cancellationToken);
    }

    /// <summary>Reads the rows of a version, page by page, each when its first row is requested:
    /// <c>GET /v2/datasets/{dataset_id}/versions/{version_index}/content</c>. Without a version, the newest one is determined first, so
    /// that all rows are of one version even if the dataset changes; only a draft, which has no versions, is read with
    /// <c>GET /v2/datasets/{dataset_id}/content</c>.</summary>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="version">The version, from 1; null for the newest.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The rows, in order.</returns>
    /// <exception cref="EvalException">InvalidArgument: the version is less than 1.</exception>
    public async IAsyncEnumerable<GalileoDatasetRow> ReadRowsAsync(
        string datasetId, int? version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string id = GalileoArgument.Id(datasetId, "dataset ID");
        long? index = GalileoArgument.AtLeast(version, 1, "dataset version");
        bool isDraft = false;
        if (index is null)
        {
            GalileoDataset dataset = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            (index, isDraft) = (dataset.CurrentVersionIndex, dataset.IsDraft == true);
        }

        bool isUnversioned = isDraft || index is null;
        PagedList<GalileoDatasetRow> rows = Pages<GalileoDatasetRow>(ReadRows, static row => row.RowId, async (start, cancellation) =>
        {
            RequestPath path = Dataset(ReadRows, id);
            if (!isUnversioned)
                path.Segment("versions").IdSegment("dataset version", index!.Value);
            DatasetPage page = await ReadPageAsync(PageOf(path.Segment("content"), start), cancellation).ConfigureAwait(false);
            if (start == 0 && page.WarningMessage is { Length: > 0 } warning)
                Observer?.Warning($"Galileo: {warning}");
            return (RowsOf(page, id, index, start), page.NextStartingToken);
        });
        await foreach (GalileoDatasetRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return row;
    }

    /// <summary>Creates a dataset: <c>POST /v2/datasets</c>.</summary>
    /// <param name="name">The name, which no other dataset has.</param>
    /// <param name="content">The rows of its first version.</param>
    /// <param name="isDraft">Whether it is a draft, whose edits do not create versions.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The dataset.</returns>
    public Task<GalileoDataset> CreateAsync(string name, DatasetContent content, bool isDraft, CancellationToken cancellationToken) =>
        SendAsync(
            CreateDataset,
            HttpMethod.Post,
            Path(CreateDataset, "v2/datasets").Text("format", content.Format).ToString(),
            TolerantJson<DatasetJsonContext>.TypeOf<GalileoDataset>(),
            static dataset => dataset,
            cancellationToken,
            () =>
            {
                MultipartFormDataContent form = new() { content.ToContent() };
                form.AddText("name", name);
                form.AddText("draft", isDraft ? "true" : null);
                return form;
            },
            EvalRetry.Start);

    /// <summary>Appends rows to the newest version of a dataset: <c>PATCH /v2/datasets/{dataset_id}/content</c>. All rows make one new
    /// version, or none if the service rejects one of them. If another client has changed the dataset (412) or is changing it
    /// (423), the append is retried.</summary>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="rows">The rows, each a JSON object, with a value per column.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has stored the rows.</returns>
    public async Task AppendRowsAsync(string datasetId, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        string id = GalileoArgument.Id(datasetId, "dataset ID");
        string body = $"{{\"edits\":[{string.Join(",", rows.Select(static row => $"{{\"edit_type\":\"append_row\",\"values\":{row}}}"))}]}}";
        for (int attempt = 1; ; attempt++)
        {
            string? version = await ReadTagAsync(id, cancellationToken).ConfigureAwait(false);
            try
            {
                await AppendAsync(id, body, version, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (EvalException e) when ((int?)e.StatusCode is 412 or 423 && attempt < MaximumAppendAttempts)
            {
                Observer?.Verbose($"Galileo: the dataset {id} was changed by another client. Attempt {attempt + 1} of {MaximumAppendAttempts} follows.");
            }
        }
    }

    /// <summary>Removes a dataset with all versions: <c>DELETE /v2/datasets/{dataset_id}</c>.</summary>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when it is removed.</returns>
    public Task RemoveAsync(string datasetId, CancellationToken cancellationToken) =>
        SendAsync(
            new EvalRequest
            {
                Operation = "delete dataset",
                Method = HttpMethod.Delete,
                Path = Dataset("delete dataset", GalileoArgument.Id(datasetId, "dataset ID")).ToString(),
                Retry = EvalRetry.Start,
                Observer = Observer,
            },
            cancellationToken);

    private RequestPath Dataset(string operation, string id) => Path(operation, "v2/datasets").Segment(id);

    private Task<DatasetPage> ReadPageAsync(RequestPath path, CancellationToken cancellationToken) =>
        SendAsync(ReadRows, HttpMethod.Get, path.ToString(), TolerantJson<DatasetJsonContext>.TypeOf<DatasetPage>(), Checked, cancellationToken);

    private static IReadOnlyList<GalileoDatasetRow> RowsOf(DatasetPage page, string id, long? version, long start)
    {
        string[] columns = [.. page.ColumnNames.Items().Select(static name => name.Text()).OfType<string>()];
        return
        [
            .. (page.Rows ?? []).OfType<DatasetPageRow>().Select((row, i) => new GalileoDatasetRow(row.ByColumn(columns))
            {
                DatasetId = id,
                DatasetVersionIndex = version,
                RowId = row.RowId.Text(),
                RowIndex = row.Index.Whole() ?? start + i,
            }),
        ];
    }

    // Absent rows mean none, unless the response is an error with a 2xx status.
    private static DatasetPage Checked(DatasetPage page) =>
        page.Rows is null && page.Others is { } others && EvalErrorReader.IsError(others.Keys)
            ? throw new JsonException("it has no rows.")
            : page;

    private Task<string?> ReadTagAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(
            new EvalRequest
            {
                Operation = ReadRows,
                Path = Dataset(ReadRows, id).Segment("content").Number("starting_token", 0).Number("limit", 1).ToString(),
                Observer = Observer,
            },
            async (response, cancellation) =>
            {
                _ = await ReadAsync(ReadRows, response, TolerantJson<DatasetJsonContext>.TypeOf<DatasetPage>(), Checked, cancellation).ConfigureAwait(false);
                return response.Tag;
            },
            cancellationToken);

    private Task AppendAsync(string id, string body, string? version, CancellationToken cancellationToken) =>
        SendAsync(
            new EvalRequest
            {
                Operation = "update dataset content",
                Method = Patch,
                Path = Dataset("update dataset content", id).Segment("content").ToString(),
                Content = () => JsonContent(body),
                IfMatch = version,
                Retry = EvalRetry.Start,
                Observer = Observer,
            },
            cancellationToken);
}
