using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Turns arguments into the JSON text that a service expects in a form field: JSON text stays as it is, hashtables and
/// objects are written.</summary>
internal static class JsonArgument
{
    /// <summary>A JSON array of everything given.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="arguments">JSON objects or arrays of them as text, hashtables, or objects.</param>
    /// <returns>The text; null when nothing was given.</returns>
    /// <exception cref="EvalException">InvalidArgument: something that is no object, nor JSON of objects.</exception>
    public static string? ArrayOf(string parameter, object?[]? arguments) => arguments is null
        ? null
        : Write(parameter, root => root.EnumerateArray().All(IsObject), writer =>
        {
            writer.WriteStartArray();
            foreach (object? argument in arguments)
            {
                if (Plain(argument) is not string text)
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
    /// <returns>The text; null when nothing was given.</returns>
    /// <exception cref="EvalException">InvalidArgument: no object, nor JSON of one.</exception>
    public static string? ObjectOf(string parameter, object? argument) => argument is null
        ? null
        : Write(parameter, IsObject, writer =>
        {
            if (Plain(argument) is not string text)
            {
                WriteValue(writer, argument);
                return;
            }

            using JsonDocument document = Parse(parameter, text);
            document.RootElement.WriteTo(writer);
        });

    private static JsonDocument Parse(string parameter, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw Refused(parameter, e);
        }
    }

    private static EvalException Refused(string parameter, Exception? cause) =>
        new(EvalErrorCondition.InvalidArgument, $"What is given for -{parameter} is not what is expected there.", cause)
        {
            RecommendedAction = $"Give -{parameter} a hashtable such as "
                + "@{ column_id = 'name'; type = 'text'; operator = 'eq'; value = 'x' }, or its JSON.",
        };

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static string Write(string parameter, Func<JsonElement, bool> isExpected, Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            write(writer);

        // Looked at as it will be sent: what a hashtable, an object or a text may hold is of many kinds.
        using JsonDocument written = JsonDocument.Parse(stream.ToArray());
        return isExpected(written.RootElement)
            ? Encoding.UTF8.GetString(stream.ToArray())
            : throw Refused(parameter, null);
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (Plain(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri or Enum:
                writer.WriteStringValue(Plain(value)!.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.ToBool());
                break;
            case DateTime date:
                writer.WriteStringValue(date.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(Plain(value), CultureInfo.InvariantCulture));
                break;
            case float or double or decimal or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(Plain(value), CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    writer.WritePropertyName($"{entry.Key}");
                    WriteValue(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (PSPropertyInfo property in PSObject.AsPSObject(value).Properties)
                {
                    writer.WritePropertyName(property.Name);
                    WriteValue(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
        }
    }

    // The base of a [pscustomobject] is an empty marker: its properties are on the wrapper.
    private static object? Plain(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
