using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Converts arguments to JSON text for a form field: JSON text is not changed, hashtables and objects are
/// serialized.</summary>
internal static class JsonArgument
{
    // Maps the property names of a (possibly deserialized) filter object to the service's names.
    private static readonly Dictionary<string, string> FilterNames = new(StringComparer.Ordinal)
    {
        [nameof(GalileoLogRecordFilter.ColumnId)] = "column_id",
        [nameof(GalileoLogRecordFilter.Type)] = "type",
        [nameof(GalileoLogRecordFilter.Operator)] = "operator",
        [nameof(GalileoLogRecordFilter.Value)] = "value",
        [nameof(GalileoLogRecordFilter.CaseSensitive)] = "case_sensitive",
    };

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["Filter"] = "@{ column_id = 'name'; type = 'text'; operator = 'eq'; value = 'x' }",
        ["Run"] = "@{ UserDefinedId = 'inv-1001'; Data = @{ total_amount = 1249.5 } }",
        ["Metadata"] = "@{ team = 'support' }",
        ["TemplateVariable"] = "@{ prompt = 'Where is my order?' }",
        ["Sort"] = "@{ column_id = 'created_at'; ascending = $false }",
    };

    /// <summary>Creates a JSON array of all arguments.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="arguments">JSON objects or arrays of them as text, hashtables, or objects.</param>
    /// <returns>The text; null if nothing was given.</returns>
    /// <exception cref="EvalException">InvalidArgument: an argument is neither an object nor JSON of
    /// objects.</exception>
    public static string? ArrayOf(string parameter, object?[]? arguments) => arguments is null
        ? null
        : Write(parameter, root => root.EnumerateArray().FirstOrDefault(item => !IsObject(item)), writer =>
        {
            writer.WriteStartArray();
            foreach (object? argument in arguments)
            {
                if (InputValue.Bare(argument) is not string text)
                {
                    WriteValue(writer, argument);
                    continue;
                }

                using JsonDocument document = Parse(parameter, text);
                if (document.RootElement.ValueKind != JsonValueKind.Array)
                {
                    document.RootElement.WriteTo(writer);
                    continue;
                }

                foreach (JsonElement item in document.RootElement.EnumerateArray())
                    item.WriteTo(writer);
            }

            writer.WriteEndArray();
        });

    /// <summary>A JSON object.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="argument">A JSON object as text, a hashtable, or an object.</param>
    /// <returns>The text; null if nothing was given.</returns>
    /// <exception cref="EvalException">InvalidArgument: no object, nor JSON of one.</exception>
    public static string? ObjectOf(string parameter, object? argument) => argument is null
        ? null
        : Write(parameter, root => IsObject(root) ? default : root, writer =>
        {
            if (InputValue.Bare(argument) is not string text)
            {
                WriteValue(writer, argument);
                return;
            }

            using JsonDocument document = Parse(parameter, text);
            document.RootElement.WriteTo(writer);
        });

    /// <summary>A JSON object, for a request with a JSON body.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="argument">A JSON object as text, a hashtable, or an object.</param>
    /// <returns>The object; null if nothing was given.</returns>
    /// <exception cref="EvalException">InvalidArgument: no object, nor JSON of one.</exception>
    public static JsonElement? ElementOf(string parameter, object? argument)
    {
        if (ObjectOf(parameter, argument) is not { } text)
            return null;
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Writes JSON text.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonDocument Parse(string parameter, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw Invalid(parameter, text, e);
        }
    }

    private static EvalException Invalid(string parameter, string received, Exception? cause) =>
        new(
            EvalErrorCondition.InvalidArgument,
            $"'{EvalText.OneLine(received, 100)}' is not a valid value of -{parameter}: it must be a hashtable, an object or JSON of one.",
            cause)
        {
            RecommendedAction = $"Specify a hashtable for -{parameter}, such as {Examples[parameter]}, or its JSON.",
        };

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static string Write(string parameter, Func<JsonElement, JsonElement> findInvalid, Action<Utf8JsonWriter> write)
    {
        string json = Write(write);

        // Validates the serialized form, which covers all kinds of values.
        using JsonDocument written = JsonDocument.Parse(json);
        JsonElement invalid = findInvalid(written.RootElement);
        return invalid.ValueKind == JsonValueKind.Undefined
            ? json
            : throw Invalid(parameter, invalid.ValueKind == JsonValueKind.String ? invalid.GetString()! : invalid.GetRawText(), null);
    }

    /// <summary>Writes any value as JSON: hashtables and objects as objects, lists as arrays, times in UTC.</summary>
    /// <exception cref="EvalException">InvalidArgument: a number that JSON cannot represent.</exception>
    public static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (InputValue.Bare(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri or Enum:
                writer.WriteStringValue(InputValue.Bare(value)!.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.ToBool());
                break;
            case DateTime date:
                writer.WriteStringValue(UtcText.Of(date));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(UtcText.Of(date.UtcDateTime));
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(InputValue.Bare(value), CultureInfo.InvariantCulture));
                break;
            case float or double:
                WriteNumber(writer, Convert.ToDouble(InputValue.Bare(value), CultureInfo.InvariantCulture));
                break;
            case decimal or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(InputValue.Bare(value), CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case GalileoLogRecordFilter filter:
                writer.WriteRawValue(filter.ToJson());
                break;
            case IEnumerable items and not IDictionary:
                writer.WriteStartArray();
                foreach (object? item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteMembers(writer, value!);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, object input)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in InputValue.Members(input))
        {
            // A deserialized filter has the names of a filter object, and no case sensitivity for types without case.
            if (name == nameof(GalileoLogRecordFilter.CaseSensitive) && (value is null || $"{value}".Length == 0))
                continue;
            writer.WritePropertyName(FilterNames.TryGetValue(name, out string? wireName) ? wireName : name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    // JSON cannot represent NaN and the infinities.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw new EvalException(EvalErrorCondition.InvalidArgument, "NaN and the infinities cannot be sent.");
        writer.WriteNumberValue(number);
    }
}
