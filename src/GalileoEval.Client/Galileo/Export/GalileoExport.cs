using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Export;

/// <summary>Galileo's export of log records. The method fails with an <see cref="EvalException"/> or, when the caller cancels, an
/// <see cref="OperationCanceledException"/>.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class GalileoExport(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    private const string Operation = "export records";
    private const int BufferLength = 80 * 1024;

    /// <summary>Writes records to a stream as they arrive: <c>POST /v2/projects/{project_id}/export_records</c>. If a transient fault
    /// interrupts the response, the stream is truncated and the export starts again.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="export">Which records, and how.</param>
    /// <param name="target">Receives the file; must be able to seek, and is empty.</param>
    /// <param name="received">Called with the number of bytes so far, from any thread; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The length of the file, in bytes.</returns>
    public Task<long> ExportAsync(
        string projectId, LogRecordExport export, Stream target, Action<long>? received, CancellationToken cancellationToken)
    {
        string body = BodyOf(export).ToJsonString();
        EvalRequest request = new()
        {
            Operation = Operation,
            Method = HttpMethod.Post,
            Path = Project(Operation, projectId).Segment("export_records").ToString(),
            Content = () => JsonContent(body),
            IsStreamed = true,
            Observer = Observer,
        };
        return SendAsync(request, (response, cancellation) => CopyAsync(response, target, received, cancellation), cancellationToken);
    }

    private static JsonObject BodyOf(LogRecordExport export)
    {
        JsonObject body = new()
        {
            ["root_type"] = export.RootType,
            ["export_format"] = export.Format,
            ["redact"] = export.Redact,
            ["include_code_metric_metadata"] = true,
        };
        if (GalileoArgument.OptionalId(export.LogStreamId, "log stream ID") is { } logStream)
            body["log_stream_id"] = logStream;
        if (GalileoArgument.OptionalId(export.ExperimentId, "experiment ID") is { } experiment)
            body["experiment_id"] = experiment;
        if (export.Columns is { Count: > 0 } columns)
            body["column_ids"] = ListFilter.Texts(columns);
        if (GalileoArgument.Json(export.FiltersJson, JsonValueKind.Array, "filters") is { } filters)
            body["filters"] = JsonNode.Parse(filters);
        if (GalileoArgument.Json(export.SortJson, JsonValueKind.Object, "sort clause") is { } sort)
            body["sort"] = JsonNode.Parse(sort);
        return body;
    }

    private async Task<long> CopyAsync(EvalResponse response, Stream target, Action<long>? received, CancellationToken cancellationToken)
    {
        target.SetLength(0);
        target.Position = 0;
        using ResponseBody body = new(response.Body);
        _ = await body.ReadBeginningAsync(cancellationToken).ConfigureAwait(false);
        string beginning = response.Scrub(body.ReadWords());
        if (WebPage.Is(response.MediaType, beginning))
            throw IsWebPage(Operation, response.MediaType, beginning);

        byte[] buffer = new byte[BufferLength];
        long length = 0;
        while (true)
        {
#if NET
            int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
#else
            int read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
            await target.WriteAsync(buffer, 0, read, cancellationToken).ConfigureAwait(false);
#endif
            length += read;
            received?.Invoke(length);
            if (read == 0)
                return length;
        }
    }
}
