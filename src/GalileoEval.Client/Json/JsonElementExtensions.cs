using System.Text.Json;
using GalileoEval.Text;

namespace GalileoEval.Json;

/// <summary>Reads JSON values. The methods return null or an empty list instead of failing if the value is of an undocumented
/// kind.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A member of an object.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The member; of kind Undefined when there is none.</returns>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>The items of a list.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <returns>The items; none if it is not a list.</returns>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>The value of a string.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <returns>The text; null if it is not a string.</returns>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, as in text truncated in the middle of an emoji: valid JSON, but not valid UTF-16.
            return element.GetRawText();
        }
    }

    /// <summary>The value of true or false.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <returns>The value; null if it is neither.</returns>
    public static bool? Flag(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The value of an integer.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <returns>The number; null if it is not an integer, or too large.</returns>
    public static long? Whole(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) ? number : null;

    /// <summary>The value of a number.</summary>
    /// <param name="element">The element, of any kind.</param>
    /// <returns>The number; null if it is not a number, or too large.</returns>
    public static double? Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && !double.IsInfinity(number)
            ? number
            : null;

    /// <summary>Creates the error for a member that is absent or has an invalid value.</summary>
    /// <param name="element">The member, of any kind.</param>
    /// <param name="owner">The owner of the member, such as <c>a ground truth</c>.</param>
    /// <param name="name">The member, such as <c>version</c>.</param>
    /// <returns>The error; it names the value.</returns>
    public static JsonException Invalid(this JsonElement element, string owner, string name) => new(
        element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? $"{owner} has no {name}."
            : $"'{EvalText.OneLine(element.Text() ?? element.GetRawText(), 100)}' is not a valid {name} of {owner}.");

    /// <summary>A number as the nearest <see cref="double"/>: infinite if it is out of range, which .NET returns itself and .NET
    /// Framework rejects.</summary>
    /// <param name="element">A number.</param>
    /// <returns>The number.</returns>
    public static double NearestNumber(this JsonElement element) =>
        element.TryGetDouble(out double number) ? number
        : element.GetRawText()[0] == '-' ? double.NegativeInfinity
        : double.PositiveInfinity;
}
