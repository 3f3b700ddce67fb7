using System.Text;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the export of records to a file.</summary>
internal sealed class ExportOperations(RunStore runs)
{
    private static readonly string[] Formats = ["jsonl", "csv", "jsonl_flat"];
    private static readonly string[] RootTypes = ["trace", "session", "span"];

    public async Task<JsonResponse> ExportAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = runs.Project(request.PathUuid("project_id"));
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? logStream = errors.Uuid("body", "log_stream_id", Nodes.Text(body["log_stream_id"]));
        string? experiment = errors.Uuid("body", "experiment_id", Nodes.Text(body["experiment_id"]));
        string? rootType = Choice("root_type", RootTypes, null);
        string? format = Choice("export_format", Formats, "jsonl");
        RecordSelection selection = RecordSelection.FromBody(body, errors);
        errors.ThrowIfAny();
        if (logStream is null == experiment is null)
            errors.Add(["body"], "exactly one of log_stream_id and experiment_id must be given", "value_error");
        errors.ThrowIfAny();

        RecordRun run = logStream is not null ? runs.LogStream(logStream, project.Id) : runs.Experiment(experiment!, project.Id);
        JsonObject[] records = [.. selection.Matching(Roots(run, rootType!))];
        return new JsonResponse(200, null)
        {
            File = format == "csv"
                ? ("text/csv", Encoding.UTF8.GetBytes(Csv(records, (body["column_ids"] as JsonArray)?.Select(Nodes.Text).OfType<string>().ToArray())))
                : ("application/x-ndjson", Encoding.UTF8.GetBytes(Lines(records, format == "jsonl" ? run : null))),
        };

        string? Choice(string name, string[] allowed, string? usual)
        {
            string? value = Nodes.Text(body[name]) ?? (body[name] is null ? usual : body[name]!.ToJsonString());
            if (value is null)
                errors.Missing("body", name);
            else if (!allowed.Contains(value))
                errors.Add("body", name, $"'{value}' is not one of: {string.Join(", ", allowed)}", "enum", value);
            return value;
        }
    }

    private static IEnumerable<JsonObject> Roots(RecordRun run, string rootType) => rootType switch
    {
        "session" => SampleSession.FromTraces(run.Records.Where(RecordRun.IsTrace)),
        "span" => run.Records.Where(record => !RecordRun.IsTrace(record)),
        _ => run.Records.Where(RecordRun.IsTrace),
    };

    // In JSON Lines a trace contains its spans; nothing does in the flat format.
    private static string Lines(IEnumerable<JsonObject> records, RecordRun? run)
    {
        StringBuilder lines = new();
        ILookup<string?, JsonObject>? spans = run?.Records.Where(record => !RecordRun.IsTrace(record)).ToLookup(record => (string?)record["trace_id"]);
        foreach (JsonObject record in records)
        {
            JsonObject line = (JsonObject)record.DeepClone();
            if (spans is not null && RecordRun.IsTrace(record))
                line["spans"] = Nodes.Array(spans[(string?)record["id"]].Select(span => span.DeepClone()));
            lines.Append(line.ToJsonString()).Append('\n');
        }

        return lines.ToString();
    }

    private static string Csv(JsonObject[] records, string[]? columns)
    {
        columns ??= [.. records.SelectMany(record => record.Select(member => member.Key)).Distinct()];
        StringBuilder lines = new();
        lines.Append(string.Join(",", columns.Select(Quoted))).Append("\r\n");
        foreach (JsonObject record in records)
            lines.Append(string.Join(",", columns.Select(column => Quoted(Nodes.Text(record[column]) ?? record[column]?.ToJsonString() ?? "")))).Append("\r\n");
        return lines.ToString();
    }

    private static string Quoted(string value) =>
        value.IndexOfAny([',', '"', '\r', '\n']) < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";
}
