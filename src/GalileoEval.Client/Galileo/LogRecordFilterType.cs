namespace GalileoEval.Galileo;

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
