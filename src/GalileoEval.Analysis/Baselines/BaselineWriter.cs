using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GalileoEval.Analysis.Baselines;

/// <summary>Writes baselines: one item per line, for readable diffs in git, and every number in its shortest round-trip form.</summary>
internal static class BaselineWriter
{
    // Letters of any language stay readable; control characters and quotes are escaped.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes a baseline.</summary>
    public static string Write(EvalBaseline baseline, IReadOnlyList<EvalBaselineItem> items)
    {
        StringBuilder json = new("{\n");
        Field(json, "schema", BaselineFormat.Schema);
        json.Append("  \"version\": ").Append(Integer(BaselineFormat.Version)).Append(",\n");
        Field(json, "createdAt", baseline.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Field(json, "moduleVersion", baseline.ModuleVersion);
        Field(json, "service", baseline.Service);
        Field(json, "project", baseline.Project);
        Field(json, "scorerName", baseline.ScorerName);
        Field(json, "scorerSha256", baseline.ScorerSha256);
        Field(json, "note", baseline.Note);
        if (baseline.Key.Count > 0)
            json.Append("  \"key\": ").Append(List(baseline.Key)).Append(",\n");
        json.Append("  \"count\": ").Append(Integer(items.Count)).Append(",\n  \"items\": [\n");
        for (int i = 0; i < items.Count; i++)
            json.Append("    ").Append(Line(items[i])).Append(i < items.Count - 1 ? ",\n" : "\n");
        return json.Append("  ]\n}\n").ToString();
    }

    /// <summary>Writes an item.</summary>
    public static string Line(EvalBaselineItem item)
    {
        StringBuilder json = new();
        json.Append("{\"metric\":").Append(Text(item.Metric))
            .Append(item.IsKeyHashed ? ",\"keyHash\":" : ",\"key\":")
            .Append(item.Key.Count == 1 ? Text(item.Key[0]) : List(item.Key));
        string? value = item.Value switch
        {
            null => item.HasFailed ? "\"failed\"" : "\"missing\"",
            bool flag => flag ? "true" : "false",
            double number => Number(number),
            string text => Text(text),
            IEnumerable<string> labels => List(labels),
            var other => throw new ArgumentException($"A value of the type {other.GetType()} cannot be written.", nameof(item)),
        };
        return json.Append(item.Value is null ? ",\"status\":" : ",\"value\":").Append(value).Append('}').ToString();
    }

    /// <summary>Writes a number in its shortest exact form, for which .NET Framework has no format string.</summary>
    public static string Number(double number)
    {
        foreach (string format in new[] { "G15", "G16" })
        {
            string text = number.ToString(format, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == number)
                return text;
        }

        return number.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static void Field(StringBuilder json, string name, string? value)
    {
        if (value is not null)
            json.Append("  \"").Append(name).Append("\": ").Append(Text(value)).Append(",\n");
    }

    private static string List(IEnumerable<string> texts) => $"[{string.Join(",", texts.Select(Text))}]";

    private static string Integer(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}
