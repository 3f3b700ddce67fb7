using System.Globalization;
using System.Text.Json.Nodes;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A filter of log records, for <c>POST /v2/scorers/code/validate/log_record</c>, field
/// <c>filters</c>. Created by <see cref="Create"/> only, so that its parts are consistent.</summary>
public sealed class GalileoLogRecordFilter
{
    private GalileoLogRecordFilter(string columnId, string type, string comparison, object value, bool? caseSensitive) =>
        (ColumnId, Type, Operator, Value, CaseSensitive) = (columnId, type, comparison, value, caseSensitive);

    /// <summary>The compared column, such as <c>input</c>, <c>created_at</c> or a metric.</summary>
    public string ColumnId { get; }

    /// <summary>The type of the column: <c>id</c>, <c>date</c>, <c>number</c>, <c>boolean</c>, <c>collection</c> or
    /// <c>text</c>.</summary>
    public string Type { get; }

    /// <summary>The operator, such as <c>eq</c> or <c>contains</c>.</summary>
    public string Operator { get; }

    /// <summary>The operand: a text, a number, a Boolean or a time in UTC; with <c>one_of</c>,
    /// <c>not_in</c> and <c>between</c> a list of them.</summary>
    public object Value { get; }

    /// <summary>Whether the comparison is case-sensitive; null for types without case. Default true.</summary>
    public bool? CaseSensitive { get; }

    /// <summary>Creates a filter.</summary>
    /// <param name="columnId">The column.</param>
    /// <param name="type">The type of the column.</param>
    /// <param name="comparison">The operator, in upper or lower case; null for <c>eq</c>, and for <c>one_of</c> with several
    /// values.</param>
    /// <param name="values">The values, all of the type: strings, a <see cref="double"/>, a <see cref="bool"/> or a
    /// <see cref="DateTime"/>, for which UTC is assumed when no time zone is given.</param>
    /// <param name="caseSensitive">Whether the comparison is case-sensitive; for text and collection only.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="Errors.EvalException">InvalidArgument: an operator that the type does not support, or values of another
    /// type.</exception>
    public static GalileoLogRecordFilter Create(
        string columnId, LogRecordFilterType type, string? comparison, IReadOnlyList<object> values, bool caseSensitive = true)
    {
        if (string.IsNullOrWhiteSpace(columnId))
            throw GalileoArgument.Invalid("A filter requires the ID of a column.");

        string word = comparison?.ToLowerInvariant() ?? (values.Count > 1 ? "one_of" : "eq");
        string typeName = type.Name;
        if (!type.Operators.Contains(word))
        {
            throw GalileoArgument.Invalid(
                $"A filter of type {typeName} has no operator '{EvalText.OneLine(word, 50)}'. Valid operators: {string.Join(", ", type.Operators)}.");
        }

        object[] plain = [.. values.Select(Plain)];
        object value = word switch
        {
            "between" => Pair(plain),
            "one_of" or "not_in" when plain.Length > 0 => new EvalList<object>(plain),
            _ when plain.Length == 1 => plain[0],
            _ => throw GalileoArgument.Invalid($"The operator '{word}' requires one value, not {plain.Length}."),
        };
        return new GalileoLogRecordFilter(columnId, typeName, word, value, type.HasCase ? caseSensitive : null);
    }

    /// <summary>The filter in the format of the service.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson()
    {
        JsonObject filter = new()
        {
            ["type"] = Type,
            ["column_id"] = ColumnId,
            ["operator"] = Operator,
            ["value"] = Value is EvalList<object> list ? new JsonArray([.. list.Select(Node)]) : Node(Value),
        };
        if (CaseSensitive is { } caseSensitive)
            filter["case_sensitive"] = caseSensitive;
        return filter.ToJsonString();
    }

    /// <summary>The filter as text.</summary>
    /// <returns>Column, operator and value.</returns>
    public override string ToString() => $"{ColumnId} {Operator} {EvalText.Invariant(Value)}";

    private static object Plain(object value) => value switch
    {
        DateTime time => UtcText.ToUtc(time),
        double number when double.IsNaN(number) || double.IsInfinity(number) =>
            throw GalileoArgument.Invalid($"{number.ToString(CultureInfo.InvariantCulture)} cannot be used in a filter."),
        _ => value,
    };

    private static EvalList<object> Pair(object[] values) =>
        values is [double low, double high] && low <= high
            ? new EvalList<object>(values)
            : throw GalileoArgument.Invalid("The operator 'between' requires two numbers, the smaller one first.");

    private static JsonNode? Node(object value) => value switch
    {
        double number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateTime time => JsonValue.Create(UtcText.Of(time)),
        _ => JsonValue.Create((string)value),
    };
}

/// <summary>A type of log-record filter, and its operators.</summary>
public sealed class LogRecordFilterType
{
    private LogRecordFilterType(string name, bool hasCase, params string[] operators) =>
        (Name, HasCase, Operators) = (name, hasCase, operators);

    /// <summary>Ids.</summary>
    public static LogRecordFilterType Id { get; } = new("id", false, "eq", "ne", "one_of", "not_in", "contains");

    /// <summary>Times.</summary>
    public static LogRecordFilterType Date { get; } = new("date", false, "eq", "ne", "gt", "gte", "lt", "lte");

    /// <summary>Numbers.</summary>
    public static LogRecordFilterType Number { get; } = new("number", false, "eq", "ne", "gt", "gte", "lt", "lte", "between");

    /// <summary>Booleans.</summary>
    public static LogRecordFilterType Boolean { get; } = new("boolean", false, "eq", "ne");

    /// <summary>Lists, such as tags.</summary>
    public static LogRecordFilterType Collection { get; } = new("collection", true, "eq", "contains", "one_of", "not_in");

    /// <summary>Texts.</summary>
    public static LogRecordFilterType Text { get; } = new("text", true, "eq", "ne", "contains", "one_of", "not_in");

    /// <summary>All types.</summary>
    public static IReadOnlyList<LogRecordFilterType> All { get; } = [Id, Date, Number, Boolean, Collection, Text];

    /// <summary>The service's name.</summary>
    public string Name { get; }

    /// <summary>Whether its values have case.</summary>
    public bool HasCase { get; }

    /// <summary>The supported operators.</summary>
    public IReadOnlyList<string> Operators { get; }
}
