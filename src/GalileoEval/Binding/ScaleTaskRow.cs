using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Reads a row, such as one of a CSV file, from which a task of Scale is created.</summary>
internal sealed class ScaleTaskRow
{
    private readonly Dictionary<string, object?> _columns;

    private ScaleTaskRow(Dictionary<string, object?> columns)
    {
        _columns = columns;
    }

    /// <summary>Reads a row. Null, and an object of this module that only identifies a batch, is a row without
    /// columns.</summary>
    /// <param name="input">A hashtable, or an object with a property for each column.</param>
    /// <exception cref="EvalException">InvalidArgument: the input is something else.</exception>
    public static ScaleTaskRow From(object? input)
    {
        Dictionary<string, object?> columns = new(StringComparer.OrdinalIgnoreCase);
        object? plain = InputValue.Unwrap(input);
        if (plain is null || IsOfScale(input))
            return new ScaleTaskRow(columns);
        if (plain is not (IDictionary or PSCustomObject))
        {
            throw InputError.Of(
                EvalService.Scale,
                $"'{EvalText.OneLine(plain.ToString(), 100)}' is not a valid row: it must be a hashtable or an object with properties.",
                "Pipe in the rows of Import-Csv or ConvertFrom-Json, or hashtables.");
        }

        foreach ((string name, object? value) in InputValue.Members(input!))
            columns[name] = value;
        columns.Remove("BatchId");
        return new ScaleTaskRow(columns);
    }

    /// <summary>The columns whose names match, with the values for all rows where the row has none.</summary>
    /// <param name="patterns">The names; wildcards are allowed. Null for all but the key.</param>
    /// <param name="key">The column that identifies the row; null for none.</param>
    /// <param name="forAllRows">The values for all rows, as -TemplateVariable; null for none.</param>
    /// <returns>A JSON object; null if it has no member.</returns>
    /// <exception cref="EvalException">InvalidArgument: a value cannot be sent.</exception>
    public JsonElement? Variables(string[]? patterns, string? key, JsonElement? forAllRows) => Merged(
        forAllRows,
        _columns.Where(column => patterns is null
            ? !string.Equals(column.Key, key, StringComparison.OrdinalIgnoreCase)
            : NamePattern.MatchesAny(column.Key, patterns)));

    /// <summary>The metadata of the task: that for all rows, and the key.</summary>
    /// <param name="key">The column that identifies the row; null for none.</param>
    /// <param name="forAllRows">The metadata for all rows; null for none.</param>
    /// <returns>A JSON object; null if it has no member.</returns>
    public JsonElement? Metadata(string? key, JsonElement? forAllRows) => Merged(
        forAllRows, key is null ? [] : [new KeyValuePair<string, object?>(key, _columns[key])]);

    /// <summary>The value that identifies the row.</summary>
    /// <exception cref="EvalException">InvalidArgument: the row has no such column or no value in it.</exception>
    public string Key(string key) => InputProperty.Text(_columns, key) ?? throw InputError.Of(
        EvalService.Scale,
        $"the row has no value in the column '{EvalText.OneLine(key, 100)}' of -ResumeKey.",
        "Specify a unique value in every row.");

    private static bool IsOfScale(object? input) =>
        PSObject.AsPSObject(input).Properties["Service"]?.Value is { } service
        && string.Equals($"{service}", nameof(EvalService.Scale), StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Merged(JsonElement? forAllRows, IEnumerable<KeyValuePair<string, object?>> columns)
    {
        Dictionary<string, object?> members = [];
        if (forAllRows is { } all)
        {
            foreach (JsonProperty member in all.EnumerateObject())
                members[member.Name] = member.Value;
        }

        foreach (KeyValuePair<string, object?> column in columns)
            members[column.Key] = column.Value;
        return members.Count == 0 ? null : JsonArgument.ElementOf("InputObject", members);
    }
}
