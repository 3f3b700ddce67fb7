using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Binding.Scores;
using GalileoEval.Text;

namespace GalileoEval.Binding.Reports;

/// <summary>The properties of a piped object, typed or deserialized.</summary>
/// <param name="input">The object, wrapped or not.</param>
internal sealed class ReportProperties(object input)
{
    /// <summary>Whether the object has all of the properties, even if they are empty.</summary>
    public bool Has(params string[] names) => names.All(name => ScoreColumns.Has(input, name));

    /// <summary>The raw value of a property.</summary>
    /// <returns>The value, not wrapped; null if there is none.</returns>
    public object? Value(string name) => ScoreColumns.TryGet(input, name, out object? value) ? value : null;

    /// <summary>A property as text.</summary>
    /// <returns>The text; null if there is none.</returns>
    public string? Text(string name) => ScoreCells.Text(Value(name)) is { Length: > 0 } text ? text : null;

    /// <summary>A property as a number.</summary>
    /// <returns>The number; null if there is none.</returns>
    public double? Number(string name) => Value(name) switch
    {
        null => null,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        IConvertible value => LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double number) ? number : null,
        _ => null,
    };

    /// <summary>A property as a count.</summary>
    /// <returns>The count; 0 when there is none.</returns>
    public int Count(string name) => Number(name) is double number and >= 0 and <= int.MaxValue ? (int)number : 0;

    /// <summary>A property as a value of an enum, by name or, from JSON, by number.</summary>
    /// <returns>The value; null if there is none.</returns>
    public T? Enum<T>(string name)
        where T : struct, Enum =>
        InputValue.EnumOf<T>(Text(name));

    /// <summary>A property as a time.</summary>
    /// <returns>The time in UTC; null if there is none.</returns>
    public DateTime? Time(string name) => Value(name) switch
    {
        DateTime time => UtcText.ToUtc(time),
        DateTimeOffset time => time.UtcDateTime,
        string text when DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime time) => time,
        _ => null,
    };

    /// <summary>A property as a list.</summary>
    /// <returns>The items, not wrapped; null for anything but a list.</returns>
    public IReadOnlyList<object>? List(string name) => Value(name) is IEnumerable items and not string and not IDictionary
        ? [.. items.Cast<object?>().Where(static item => item is not null).Select(static item => item!)]
        : null;
}
