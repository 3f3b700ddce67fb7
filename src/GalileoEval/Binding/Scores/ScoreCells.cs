using System.Collections;
using System.Globalization;
using System.Text.Json;
using GalileoEval.Analysis;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Binding.Scores;

/// <summary>Converts the values of columns to scores and text.</summary>
internal static class ScoreCells
{
    private static readonly string[] TextLists = ["category_multiple", "ranked_choices"];

    /// <summary>A value as a score.</summary>
    /// <param name="value">The value, not wrapped.</param>
    /// <param name="textIsLabel">Whether every text is a label, even if it can be read as a number.</param>
    public static ScoreValue Score(object? value, bool textIsLabel) => value switch
    {
        null or DBNull => ScoreValue.Missing,
        double number => ScoreValue.OfNumber(number),
        bool flag => ScoreValue.OfBoolean(flag),
        string text => textIsLabel ? ScoreValue.OfLabel(text) : ScoreValue.OfText(text),
        char letter => ScoreValue.OfLabel(letter.ToString()),
        Enum name => ScoreValue.OfLabel(name.ToString()),
        decimal or IConvertible { } when IsNumber(value) =>
            ScoreValue.OfNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        ScaleRubricRating rating => rating.Score is { } score ? ScoreValue.OfNumber(score) : ScoreValue.Missing,
        // A deserialized rating.
        _ when value is not IEnumerable && ScoreColumns.TryGet(value, "Score", out object? nested) && nested is not IEnumerable =>
            Score(nested, textIsLabel),
        IDictionary => ScoreValue.OfLabel(Text(value)),
        IEnumerable items => ScoreValue.OfLabels(items.Cast<object?>().Select(LabelOf)),
        _ => ScoreValue.OfLabel(Text(value)),
    };

    /// <summary>The value of an annotation. In a CSV file a list is text.</summary>
    /// <param name="value">The value, not wrapped.</param>
    /// <param name="type">The type of the annotation; null if it is not known.</param>
    public static object? AnnotationValue(object? value, string? type) =>
        value is string text && TextLists.Contains(type) ? ItemsOf(text) : value;

    /// <summary>A value as text, independent of the culture and of serialization.</summary>
    /// <param name="value">The value, not wrapped.</param>
    public static string Text(object? value) => value switch
    {
        string text => text,
        null => "",
        DateTime time => UtcText.ToUtc(time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whether a flag is set, as a Boolean or as text.</summary>
    /// <param name="value">The value, not wrapped.</param>
    public static bool IsTrue(object? value) =>
        value is true || (value is string text && bool.TryParse(text, out bool flag) && flag);

    // The inverse of a list in a CSV cell: items separated by semicolons, or compact JSON if an item contains one.
    private static string?[] ItemsOf(string text)
    {
        if (text is ['[', .., ']'])
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(text);
                return [.. json.RootElement.EnumerateArray().Select(static item => item.ToString())];
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // A label in brackets is not JSON; half of a surrogate pair cannot be decoded.
            }
        }

        return text.Split([';'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string? LabelOf(object? item) => ScoreColumns.Bare(item) switch
    {
        ScaleLabeledText labeled => labeled.Label,
        { } value and not string when ScoreColumns.TryGet(value, "Label", out object? label) => Text(label),
        var value => Text(value),
    };

    private static bool IsNumber(object value) => Type.GetTypeCode(value.GetType()) is
        TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32
        or TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Single or TypeCode.Double or TypeCode.Decimal;
}
