using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo.Datasets;

public class GalileoDatasetsTests
{
    private const string Id = "9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04";
    private const string Other = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";

    private const string Dataset = $$"""
        {"id":"{{Id}}","name":"golden","current_version_index":3,"num_rows":2,"column_names":["input","output"],"draft":false,
        "project_count":1,"created_by_user":{"id":"u","email":"a@b.c"},"created_at":"2026-01-02T03:04:05","updated_at":"2026-01-02T04:04:05+01:00"}
        """;

    [Fact]
    public async Task Lists_datasets_by_name_page_by_page()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"datasets":[{{Dataset}}],"next_starting_token":1}""")
            .Returns($$"""{"datasets":[null,{"id":"{{Other}}","new":1,"num_rows":"many","created_at":"soon","column_names":[1]}]}""");

        List<GalileoDataset> found = await AllAsync(new GalileoDatasets(transport).ListAsync("Golden", default));

        Assert.Equal((Id, "golden", 3L, 2L, false, 1L, "a@b.c"), (found[0].DatasetId, found[0].Name, found[0].CurrentVersionIndex, found[0].RowCount, found[0].IsDraft, found[0].ProjectCount, found[0].CreatedBy));
        Assert.Equal(["input", "output"], found[0].ColumnNames);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), found[0].CreatedAt);
        Assert.Equal(found[0].CreatedAt, found[0].UpdatedAt);
        Assert.Equal(DateTimeKind.Utc, found[0].UpdatedAt!.Value.Kind);
        Assert.Null(found[0].AdditionalJson);
        Assert.Equal((Other, "", null, null), (found[1].DatasetId, found[1].Name, found[1].RowCount, found[1].CreatedAt));
        Assert.Empty(found[1].ColumnNames);
        Assert.Equal(["column_names", "created_at", "new", "num_rows"], JsonNode.Parse(found[1].AdditionalJson!)!.AsObject().Select(member => member.Key).Order());
        Assert.Equal("v2/datasets/query?starting_token=1&limit=100", transport.Last.Path);
        Assert.Equal("""{"filters":[{"name":"name","operator":"eq","value":"Golden","case_sensitive":false}]}""", transport.Last.Text);
    }

    [Theory]
    [InlineData("""{"name":"no id"}""")]
    [InlineData("""{"id":"c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03","name":"another"}""")]
    [InlineData("""{"detail":"an error that claims success"}""")]
    public async Task Rejects_a_dataset_without_the_requested_id(string response)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(response);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoDatasets(transport).GetAsync(Id, default));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task Lists_versions_with_the_id_of_their_dataset()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""
            {"versions":[{"version_index":2,"name":null,"num_rows":5,"rows_added":1,"rows_removed":0,"rows_edited":2,"columns_added":0,
            "columns_removed":0,"columns_renamed":1,"column_names":["a"],"created_at":"2026-01-02T03:04:05Z","created_by_user":null}]}
            """);

        GalileoDatasetVersion version = Assert.Single(await AllAsync(new GalileoDatasets(transport).ListVersionsAsync(Id, default)));

        Assert.Equal((Id, 2L, 5L, 1L, 2L, 1L), (version.DatasetId, version.DatasetVersionIndex, version.RowCount, version.RowsAdded, version.RowsEdited, version.ColumnsRenamed));
        Assert.Null(version.AdditionalJson);
        Assert.Equal($"v2/datasets/{Id}/versions/query?starting_token=0&limit=100", transport.Last.Path);
    }

    [Fact]
    public async Task Reads_all_rows_of_the_version_that_was_newest_at_the_start()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Dataset)
            .Returns($$"""
                {"column_names":["output","input"],"next_starting_token":1,"rows":[{"row_id":"{{Other}}","index":0,"values":["x",1],
                "values_dict":{"input":1,"output":"x","late":{"a":0.5} },"metadata":null}]}
                """)
            .Returns("""{"column_names":["output","input"],"rows":[{"values":["y",2.5]},null]}""");

        List<GalileoDatasetRow> rows = await AllAsync(new GalileoDatasets(transport).ReadRowsAsync(Id, null, default));

        Assert.Equal(2, rows.Count);
        Assert.Equal((Id, 3L, Other, 0L), (rows[0].DatasetId, rows[0].DatasetVersionIndex, rows[0].RowId, rows[0].RowIndex));
        Assert.Equal(["output", "input", "late"], rows[0].GetValues().Select(value => value.Key));
        Assert.Equal(("x", 1L, 0.5), (rows[0]["output"], rows[0]["input"], ((JsonMap)rows[0]["late"]!)["a"]));
        Assert.Equal((null, 1L, "y", 2.5), (rows[1].RowId, rows[1].RowIndex, rows[1]["output"], rows[1]["input"]));
        Assert.Null(rows[1]["nothing"]);
        Assert.Equal($"v2/datasets/{Id}/versions/3/content?starting_token=1&limit=100", transport.Last.Path);
    }

    [Theory]
    [InlineData(2, null, "versions/2/content")]
    [InlineData(null, """{"id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04","draft":true,"current_version_index":1}""", "content")]
    [InlineData(null, """{"id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04"}""", "content")]
    public async Task Reads_a_draft_and_a_dataset_without_versions_as_they_are(int? version, string? dataset, string path)
    {
        using RecordingTransport transport = new();
        if (dataset is not null)
            transport.Returns(dataset);
        transport.Returns("{}");

        Assert.Empty(await AllAsync(new GalileoDatasets(transport).ReadRowsAsync(Id, version, default)));

        Assert.Equal($"v2/datasets/{Id}/{path}?starting_token=0&limit=100", transport.Last.Path);
    }

    [Theory]
    [InlineData("""{"rows":[{"row_id":"a"}],"next_starting_token":0}""")]
    [InlineData("""{"detail":"an error that claims success"}""")]
    [InlineData("""{"rows":7}""")]
    public async Task Rejects_rows_that_are_not_a_page(string response)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(response);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => AllAsync(new GalileoDatasets(transport).ReadRowsAsync(Id, 1, default)));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task Creates_a_dataset_once_from_rows()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Dataset);

        GalileoDataset made = await new GalileoDatasets(transport)
            .CreateAsync("gölden", DatasetContent.FromRows(["""{"input":1}""", """{"input":2}"""]), isDraft: true, default);

        Assert.Equal(Id, made.DatasetId);
        Assert.Equal(("v2/datasets?format=jsonl", EvalRetry.Start), (transport.Last.Path, transport.Last.Request.Retry));
        string form = Encoding.UTF8.GetString(transport.Last.Body!);
        Assert.Contains("{\"input\":1}\n{\"input\":2}\n", form);
        Assert.Contains("gölden", form);
        Assert.Matches("name=\"draft\"\\s+true", form);
    }

    [Theory]
    [InlineData("rows.csv", "a\n1\n", null, "csv")]
    [InlineData("rows.JSON", "[]", null, "json")]
    [InlineData("rows.txt", "{}", "jsonl", "jsonl")]
    public async Task Sends_a_file_in_its_format(string name, string text, string? format, string expected)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        using RecordingTransport transport = new RecordingTransport().Returns(Dataset);

        await new GalileoDatasets(transport).CreateAsync("n", DatasetContent.FromFile(path, format), isDraft: false, default);

        Assert.Equal($"v2/datasets?format={expected}", transport.Last.Path);
        Assert.Contains($"filename=\"{name}\"", Encoding.UTF8.GetString(transport.Last.Body!));
        Assert.DoesNotContain("draft", Encoding.UTF8.GetString(transport.Last.Body!));
    }

    [Theory]
    [InlineData("rows.feather", "x", EvalErrorCondition.InvalidArgument)]
    [InlineData("rows", "x", EvalErrorCondition.InvalidArgument)]
    [InlineData("rows.csv", "", EvalErrorCondition.InvalidFile)]
    [InlineData("rows.csv", null, EvalErrorCondition.InvalidFile)]
    public void Rejects_a_file_that_cannot_be_a_dataset(string name, string? text, EvalErrorCondition expected)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, name);
        if (text is not null)
            File.WriteAllText(path, text);
        Assert.Equal(expected, Assert.Throws<EvalException>(() => DatasetContent.FromFile(path, null)).Condition);
    }

    [Fact]
    public async Task Appends_rows_to_the_version_that_it_read()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"rows":[]}""", tag: "\"v7\"").Returns("", HttpStatusCode.NoContent);

        await new GalileoDatasets(transport).AppendRowsAsync(Id, ["""{"input":1}""", """{"input":2}"""], default);

        Assert.Equal(2, transport.Requests.Count);
        Assert.Equal(("PATCH", $"v2/datasets/{Id}/content", "\"v7\"", EvalRetry.Start), (transport.Last.Request.Method.Method, transport.Last.Path, transport.Last.Request.IfMatch, transport.Last.Request.Retry));
        Assert.Equal(
            """{"edits":[{"edit_type":"append_row","values":{"input":1}},{"edit_type":"append_row","values":{"input":2}}]}""", transport.Last.Text);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(423)]
    public async Task Retries_an_append_after_a_concurrent_change(int status)
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"rows":[]}""", tag: "\"v1\"").Returns("""{"detail":"changed"}""", (HttpStatusCode)status)
            .Returns("""{"rows":[]}""", tag: "\"v2\"").Returns("", HttpStatusCode.NoContent);

        await new GalileoDatasets(transport).AppendRowsAsync(Id, ["""{"input":1}"""], default);

        Assert.Equal(["\"v1\"", "\"v2\""], transport.Requests.Where(request => request.Request.IfMatch is not null).Select(request => request.Request.IfMatch));
    }

    [Fact]
    public async Task Stops_appending_when_the_dataset_changes_all_the_time()
    {
        using RecordingTransport transport = new();
        for (int i = 0; i < 5; i++)
            transport.Returns("""{"rows":[]}""", tag: $"\"v{i}\"").Returns("""{"detail":"changed"}""", HttpStatusCode.PreconditionFailed);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoDatasets(transport).AppendRowsAsync(Id, ["{}"], default));

        Assert.Equal(HttpStatusCode.PreconditionFailed, error.StatusCode);
        Assert.Equal(10, transport.Requests.Count);
    }

    [Fact]
    public async Task Does_not_append_again_after_a_server_error()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"rows":[]}""", tag: "\"v1\"").Returns("""{"detail":"down"}""", HttpStatusCode.BadGateway);
        await Assert.ThrowsAsync<EvalException>(() => new GalileoDatasets(transport).AppendRowsAsync(Id, ["{}"], default));
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task Removes_a_dataset_and_rejects_a_web_page()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("null").Returns("<html><title>Sign in</title></html>", mediaType: "text/html");
        GalileoDatasets datasets = new(transport);
        await datasets.RemoveAsync(Id.ToUpperInvariant(), default);
        Assert.Equal((HttpMethod.Delete, $"v2/datasets/{Id}", EvalRetry.Start), (transport.Last.Request.Method, transport.Last.Path, transport.Last.Request.Retry));
        Assert.True((await Assert.ThrowsAsync<EvalException>(() => datasets.RemoveAsync(Id, default))).IsWebPage);
        await Assert.ThrowsAsync<EvalException>(() => datasets.RemoveAsync("../x", default));
        Assert.Equal(2, transport.Requests.Count);
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
            all.Add(item);
        return all;
    }
}
