using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Reads the rows of a dataset file: CSV, JSON or JSON Lines.</summary>
internal static class DatasetFile
{
    /// <summary>The supported formats.</summary>
    public static readonly string[] Formats = ["csv", "json", "jsonl"];

    /// <summary>Reads a file.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <returns>The rows, by column.</returns>
    /// <exception cref="FormatException">The file is not in this format.</exception>
    public static List<JsonObject> Read(byte[] content, string format)
    {
        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8);
        string text = reader.ReadToEnd();
        try
        {
            return format switch
            {
                "csv" => [.. FromCsv(text)],
                "jsonl" => [.. text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => Row(JsonNode.Parse(line)))],
                _ => FromJson(JsonNode.Parse(text)),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"The file is not valid {format}: {e.Message}", e);
        }
    }

    private static List<JsonObject> FromJson(JsonNode? json)
    {
        if (json is JsonArray rows)
            return [.. rows.Select(Row)];
        if (json is not JsonObject columns || columns.Any(column => column.Value is not JsonArray))
            throw new FormatException("The file must contain an array of objects, or an object of arrays.");

        List<JsonObject> table = [];
        for (int i = 0; i < columns.Max(column => ((JsonArray)column.Value!).Count); i++)
        {
            table.Add([]);
            foreach (KeyValuePair<string, JsonNode?> column in columns)
                table[i][column.Key] = i < ((JsonArray)column.Value!).Count ? column.Value[i]?.DeepClone() : null;
        }

        return table;
    }

    private static JsonObject Row(JsonNode? node) =>
        node?.DeepClone() as JsonObject ?? throw new FormatException("Each row must be an object.");

    private static IEnumerable<JsonObject> FromCsv(string text)
    {
        List<List<string>> lines = [.. Lines(text).Where(line => line.Count > 1 || line[0].Length > 0)];
        if (lines.Count == 0)
            yield break;
        List<string> header = lines[0];
        if (header.Distinct().Count() < header.Count)
            throw new FormatException("A column name occurs twice.");
        foreach (List<string> line in lines.Skip(1))
        {
            if (line.Count > header.Count)
                throw new FormatException($"A row has {line.Count} values, and the header {header.Count} columns.");
            JsonObject row = [];
            for (int i = 0; i < header.Count; i++)
                row[header[i]] = i < line.Count ? line[i] : null;
            yield return row;
        }
    }

    // RFC 4180: a quoted value may contain commas, line breaks and doubled quotes.
    private static IEnumerable<List<string>> Lines(string text)
    {
        List<string> line = [];
        StringBuilder value = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\r' or '\n'))
            {
                value.Append(c);
            }
            else if (c != '\r')
            {
                line.Add(value.ToString());
                value.Clear();
                if (c == '\n')
                {
                    yield return line;
                    line = [];
                }
            }
        }

        line.Add(value.ToString());
        yield return line;
    }
}
