using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Converts hashtables and objects to rows of a dataset. The service stores texts, numbers and objects of
/// these: times become text in UTC, true and false become text, and lists and nested objects become JSON
/// text.</summary>
internal static class DatasetRowJson
{
    // The properties that Get-GalileoDatasetRow adds to the columns; they are not part of the row.
    private static readonly string[] Identity =
    [
        nameof(GalileoDatasetRow.DatasetId), nameof(GalileoDatasetRow.DatasetVersionIndex), nameof(GalileoDatasetRow.RowId),
        nameof(GalileoDatasetRow.RowIndex),
    ];

    /// <summary>Converts a row.</summary>
    /// <param name="input">A hashtable or an object with a property per column.</param>
    /// <returns>A JSON object.</returns>
    /// <exception cref="EvalException">InvalidArgument: it is not a row, or a value cannot be sent.</exception>
    public static string Of(object? input)
    {
        List<KeyValuePair<string, object?>> values = ValuesOf(input);
        if (values.Count == 0)
            throw Invalid("A row without columns cannot be stored.");

        return JsonArgument.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, object?> value in values)
            {
                writer.WritePropertyName(value.Key);
                WriteValue(writer, value.Value);
            }

            writer.WriteEndObject();
        });
    }

    private static List<KeyValuePair<string, object?>> ValuesOf(object? input)
    {
        object? plain = InputValue.Bare(input);
        switch (plain)
        {
            case IDictionary map:
                return [.. InputValue.Members(map).Select(entry => new KeyValuePair<string, object?>(entry.Name, entry.Value))];
            case FileSystemInfo file:
                throw Invalid($"The file '{EvalText.OneLine(file.Name, 100)}' is not a row. To send the rows in a file, use -Path.");
            case null or string or IEnumerable or ValueType:
                throw Invalid($"'{EvalText.OneLine($"{plain}", 100)}' is not a row: it must be a hashtable or an object with a property per column.");
        }

        Dictionary<string, object?> columns = new(StringComparer.OrdinalIgnoreCase);
        List<string> names = [];
        foreach ((string name, object? value) in InputValue.Members(input!))
        {
            if (columns.ContainsKey(name))
                continue;
            columns[name] = value;
            names.Add(name);
        }

        if (Identity.All(columns.ContainsKey))
            names.RemoveAll(name => Identity.Contains(name, StringComparer.OrdinalIgnoreCase));
        List<KeyValuePair<string, object?>> values = [.. names.Select(name => new KeyValuePair<string, object?>(name, columns[name]))];

        // Also contains columns that are not properties because of a name conflict.
        if (plain is GalileoDatasetRow row)
            values.AddRange(row.GetValues().Where(value => !names.Contains(value.Key)));
        return values;
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        object? plain = InputValue.Bare(value);
        if (IsScalar(plain))
        {
            WriteScalar(writer, plain);
            return;
        }

        if (plain is not IDictionary && plain is IEnumerable)
        {
            writer.WriteStringValue(JsonOf(plain));
            return;
        }

        string json = JsonOf(plain);
        using JsonDocument document = JsonDocument.Parse(json);
        bool isFlat = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(
            member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null);
        if (isFlat)
            document.RootElement.WriteTo(writer);
        else
            writer.WriteStringValue(json);
    }

    private static bool IsScalar(object? value) =>
        value is null or string or ValueType or Uri;

    private static void WriteScalar(Utf8JsonWriter writer, object? value)
    {
        if (value is bool or SwitchParameter)
            writer.WriteStringValue(LanguagePrimitives.IsTrue(value) ? "true" : "false");
        else
            JsonArgument.WriteValue(writer, value);
    }

    private static string JsonOf(object? value) => JsonArgument.Write(writer => JsonArgument.WriteValue(writer, value));

    private static EvalException Invalid(string message) => InputError.Of(
        EvalService.Galileo,
        message,
        "Use rows such as @{ input = 'a question'; output = 'the expected answer' }, or those of Import-Csv.");
}
