using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GalileoEval.Text;

/// <summary>A list as the text of one CSV cell.</summary>
internal static class ListText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The items separated by <c>"; "</c> if that text can be split again, otherwise compact JSON.</summary>
    /// <returns>The text; empty for no items.</returns>
    public static string Of<T>(IReadOnlyCollection<T> items) =>
        items.All(static item => IsPlain(item)) ? Join(items) : JsonOf(items);

    /// <summary>The items separated by <c>"; "</c>, for display; numbers and times are culture-invariant.</summary>
    /// <returns>The text; empty for no items.</returns>
    public static string Join(IEnumerable items) =>
        string.Join("; ", items.Cast<object?>().Select(static item => EvalText.Invariant(item)));

    private static bool IsPlain(object? item) => item switch
    {
        null or "" => false,
        string text => !text.Any(static c => c == ';' || EvalText.IsUnsafe(c)),
        IJsonText value => value.IsPlain && EvalText.Invariant(value).IndexOf(';') < 0,
        IEnumerable => false,
        _ => true,
    };

    private static string JsonOf(IEnumerable items)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Compact))
            Write(writer, items);
        return EvalText.Json(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, object? item)
    {
        switch (item)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(item, CultureInfo.InvariantCulture));
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case IJsonText value:
                writer.WriteRawValue(value.ToJson());
                break;
            case IEnumerable items and not string:
                writer.WriteStartArray();
                foreach (object? each in items)
                    Write(writer, each);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(EvalText.Invariant(item));
                break;
        }
    }
}

/// <summary>An object whose text in a list may contain less than the object.</summary>
internal interface IJsonText
{
    /// <summary>Whether the text of the object contains all its data.</summary>
    bool IsPlain { get; }

    /// <summary>The object as compact JSON.</summary>
    /// <returns>A JSON object, without secrets.</returns>
    string ToJson();
}
