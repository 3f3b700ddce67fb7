using System.Globalization;
using System.Text.Json;
using GalileoEval.Errors;

namespace GalileoEval.Analysis.Baselines;

/// <summary>Reads and validates baselines.</summary>
internal static class BaselineReader
{
    /// <summary>Reads a baseline.</summary>
    /// <exception cref="EvalException">InvalidFile.</exception>
    public static IReadOnlyList<EvalBaselineItem> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || TextOf(root, "schema") != BaselineFormat.Schema)
            throw Invalid($"its field schema is not '{BaselineFormat.Schema}'");
        CheckVersion(root);
        if (!root.TryGetProperty("items", out JsonElement items) || items.ValueKind != JsonValueKind.Array)
            throw Invalid("it has no list of items");
        if (!root.TryGetProperty("count", out JsonElement count) || !count.TryGetInt32(out int expected))
            throw Invalid("its field count is not a number");
        if (expected != items.GetArrayLength())
            throw Invalid($"its field count is {expected}, and there are {items.GetArrayLength()} items");

        EvalBaseline baseline = new()
        {
            CreatedAt = TimeOf(root),
            ModuleVersion = TextOf(root, "moduleVersion"),
            Service = TextOf(root, "service"),
            Project = TextOf(root, "project"),
            ScorerName = TextOf(root, "scorerName"),
            ScorerSha256 = TextOf(root, "scorerSha256"),
            Note = TextOf(root, "note"),
            Key = new EvalList<string>(root.TryGetProperty("key", out JsonElement key) ? TextsOf(key, "the field key") : []),
        };
        List<EvalBaselineItem> read = new(expected);
        foreach (JsonElement item in items.EnumerateArray())
            read.Add(ItemOf(item, read.Count + 1, baseline));
        return read;
    }

    /// <summary>Creates the error for an invalid baseline.</summary>
    /// <param name="what">What is wrong.</param>
    /// <param name="cause">The inner exception; null for none.</param>
    public static EvalException Invalid(string what, Exception? cause = null) =>
        new(EvalErrorCondition.InvalidFile, $"The file is not a valid baseline: {what.TrimEnd('.')}.", cause)
        {
            RecommendedAction = "Export the baseline again, or restore the file.",
        };

    private static void CheckVersion(JsonElement root)
    {
        if (!root.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number < 1)
            throw Invalid("its field version is not a version");
        if (number > BaselineFormat.Version)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidFile,
                $"The baseline has format version {number}; this module supports versions up to {BaselineFormat.Version}.")
            {
                RecommendedAction = "Update the module.",
            };
        }
    }

    private static EvalBaselineItem ItemOf(JsonElement item, int number, EvalBaseline baseline)
    {
        string place = $"item {number}";
        if (item.ValueKind != JsonValueKind.Object)
            throw Invalid($"{place} is not an object");
        string? unknown = item.EnumerateObject()
            .Select(static property => property.Name)
            .FirstOrDefault(static name => name is not ("metric" or "key" or "keyHash" or "value" or "status"));
        if (unknown is not null)
            throw Invalid($"{place} has the unknown field '{unknown}'");

        bool hasKey = item.TryGetProperty("key", out JsonElement key);
        bool hasHash = item.TryGetProperty("keyHash", out JsonElement hash);
        bool hasValue = item.TryGetProperty("value", out JsonElement value);
        string? status = TextOf(item, "status");
        if (hasKey == hasHash)
            throw Invalid($"{place} must have either key or keyHash");
        if (hasValue == status is not null || status is not (null or "failed" or "missing"))
            throw Invalid($"{place} must have either value or a status, failed or missing");
        return new EvalBaselineItem
        {
            Metric = TextOf(item, "metric") ?? throw Invalid($"{place} has no metric"),
            Key = new EvalList<string>(TextsOf(hasKey ? key : hash, $"the key of {place}")),
            IsKeyHashed = hasHash,
            Value = hasValue ? ValueOf(value, place) : null,
            HasFailed = status == "failed",
            Baseline = baseline,
        };
    }

    private static object ValueOf(JsonElement value, string place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Number when value.TryGetDouble(out double number) && !double.IsInfinity(number):
                return number;
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.Array:
                return new EvalList<string>(TextsOf(value, $"the value of {place}"));
            default:
                throw Invalid($"the value of {place} is neither a number nor a Boolean, text or a list of labels");
        }
    }

    private static string[] TextsOf(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.String)
            return [element.GetString()!];
        if (element.ValueKind != JsonValueKind.Array || element.EnumerateArray().Any(static each => each.ValueKind != JsonValueKind.String))
            throw Invalid($"{place} is neither text nor a list of texts");
        return [.. element.EnumerateArray().Select(static each => each.GetString()!)];
    }

    private static DateTime TimeOf(JsonElement root) =>
        DateTime.TryParse(
            TextOf(root, "createdAt"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time)
            ? time
            : throw Invalid("its field createdAt is not a time");

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
