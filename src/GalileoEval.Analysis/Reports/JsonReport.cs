using System.Text.Json;
using System.Text;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports;

/// <summary>The report as JSON, with everything that the page shows. Within a schema version, members are only added.</summary>
internal static class JsonReport
{
    /// <summary>The version of the schema.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes the report.</summary>
    /// <returns>The JSON.</returns>
    public static string Write(ReportModel model)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", SchemaVersion);
            writer.WriteString("title", model.Options.Title);
            writer.WriteString("createdAt", model.Options.CreatedAt);
            writer.WriteString("moduleVersion", ReportText.Name(model.Options.ModuleVersion));
            writer.WriteBoolean("includesText", model.Options.IncludeText);
            writer.WriteString("verdict", model.Verdict?.ToString());
            int rows = model.Options.MaximumRow;
            List(writer, "attention", model.Attention, rows, static (w, item) =>
                w.Text("word", item.Word).Text("subject", item.Subject).Text("text", item.Text));
            List(writer, "gates", model.Gates, rows, JsonReportRows.Gate);
            List(writer, "metrics", model.Summaries, rows, JsonReportRows.Summary);
            List(writer, "comparisons", model.Comparisons, rows, (w, one) => JsonReportRows.Comparison(w, one, model.Options));
            List(writer, "trends", model.Trends, rows, JsonReportRows.Trend);
            List(writer, "labels", model.Labels, rows, static (w, set) =>
            {
                w.Text("key", set.Key);
                List(w, "labels", set.Labels, int.MaxValue, static (inner, label) => inner.Text("label", label.Label).Whole("count", label.Count));
            });
            List(writer, "agreements", [.. model.Agreements, .. model.Pairwise.SelectMany(static one => one.Pairs)], rows, JsonReportRows.Agreement);
            List(writer, "work", model.Work, rows, JsonReportRows.Work);
            List(writer, "scores", model.Scores, rows, (w, score) => JsonReportRows.Score(w, score, model.Options.IncludeText));
            List(writer, "provenance", model.Provenance, int.MaxValue, static (w, fact) => w.Text("name", fact.Name).Text("value", fact.Value));
            WriteNotShown(writer, model, rows);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\r\n", "\n") + "\n";
    }

    /// <summary>Writes a list of objects.</summary>
    internal static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, int rows, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items.Take(rows))
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNotShown(Utf8JsonWriter writer, ReportModel model, int rows)
    {
        writer.WriteStartObject("notShown");
        foreach ((string name, long count) in new (string, long)[]
        {
            ("gates", model.Gates.Count - rows), ("metrics", model.Summaries.Count - rows),
            ("comparisons", model.Comparisons.Count - rows), ("trends", model.Trends.Count - rows),
            ("agreements", model.Agreements.Count + model.Pairwise.Sum(static one => one.Pairs.Count) - rows),
            ("labels", model.Labels.Count - rows), ("work", model.Work.Count - rows),
            ("scores", model.ScoreCount - Math.Min(rows, model.Scores.Count)),
        })
        {
            if (count > 0)
                writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }
}
