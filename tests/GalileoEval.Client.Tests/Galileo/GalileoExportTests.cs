using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo.Export;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public class GalileoExportTests
{
    private const string Project = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string Run = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";

    [Fact]
    public async Task Writes_the_response_unchanged()
    {
        string file = string.Concat(Enumerable.Repeat("{\"id\":\"ä\"}\n", 100_000));
        using RecordingTransport transport = new RecordingTransport().Returns(file, mediaType: "application/x-ndjson");
        using MemoryStream target = new();
        List<long> received = [];

        long length = await new GalileoExport(transport).ExportAsync(Project, new LogRecordExport { LogStreamId = Run }, target, received.Add, default);

        Assert.Equal(file, Encoding.UTF8.GetString(target.ToArray()));
        Assert.Equal((target.Length, target.Length), (length, received[^1]));
        Assert.Equal(received.Order(), received);
        Assert.Equal(($"v2/projects/{Project}/export_records", true, EvalRetry.Read), (transport.Last.Path, transport.Last.Request.IsStreamed, transport.Last.Request.Retry));
        Assert.Equal(
            $$"""{"root_type":"trace","export_format":"jsonl","redact":true,"include_code_metric_metadata":true,"log_stream_id":"{{Run}}"}""",
            transport.Last.Text);
    }

    [Fact]
    public async Task Sends_format_columns_filters_and_order()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("id\r\n", mediaType: "text/csv");
        using MemoryStream target = new();
        LogRecordExport export = new()
        {
            Format = "csv",
            RootType = "span",
            ExperimentId = Run,
            Columns = ["id", "name"],
            FiltersJson = """[{"column_id":"name"}]""",
            SortJson = """{"column_id":"id"}""",
            Redact = false,
        };

        await new GalileoExport(transport).ExportAsync(Project, export, target, null, default);

        JsonNode body = JsonNode.Parse(transport.Last.Text)!;
        Assert.Equal("""["id","name"]""", body["column_ids"]!.ToJsonString());
        Assert.Equal(("csv", "span", Run, false), ((string)body["export_format"]!, (string)body["root_type"]!, (string)body["experiment_id"]!, (bool)body["redact"]!));
        Assert.Equal("name", (string)body["filters"]![0]!["column_id"]!);
        Assert.Equal("id", (string)body["sort"]!["column_id"]!);
    }

    [Fact]
    public async Task Starts_again_with_an_empty_file()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("new", mediaType: "text/csv");
        using MemoryStream target = new();
        target.Write("a part of the response that broke off"u8);

        await new GalileoExport(transport).ExportAsync(Project, new LogRecordExport { LogStreamId = Run }, target, null, default);

        Assert.Equal("new", Encoding.UTF8.GetString(target.ToArray()));
    }

    [Theory]
    [InlineData("<html><title>Sign in</title></html>", "text/csv", HttpStatusCode.OK)]
    [InlineData("x", "text/html", HttpStatusCode.OK)]
    [InlineData("""{"detail":"no"}""", "application/json", HttpStatusCode.UnprocessableEntity)]
    public async Task Rejects_content_that_is_not_an_export(string body, string mediaType, HttpStatusCode status)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body, status, mediaType);
        using MemoryStream target = new();
        await Assert.ThrowsAsync<EvalException>(
            () => new GalileoExport(transport).ExportAsync(Project, new LogRecordExport { LogStreamId = Run }, target, null, default));
        Assert.Equal(0, target.Length);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData(Run, "{}")]
    public async Task Rejects_invalid_arguments_before_anything_is_sent(string logStream, string? filters)
    {
        using RecordingTransport transport = new RecordingTransport().Returns("");
        using MemoryStream target = new();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoExport(transport).ExportAsync(
            Project, new LogRecordExport { LogStreamId = logStream, FiltersJson = filters }, target, null, default));
        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }
}
