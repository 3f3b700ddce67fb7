using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Reads properties of pipeline input: typed objects, hashtables, and objects from CSV, JSON, CLIXML or a
/// job.</summary>
internal static class InputProperty
{
    /// <summary>A property as text.</summary>
    /// <returns>The text; null if there is no such property, or nothing in it.</returns>
    /// <exception cref="EvalException">InvalidArgument: the value is a list, a hashtable or an object.</exception>
    public static string? Text(object? input, string name)
    {
        object? value = TryGet(input, name, out object? found) ? InputValue.Unwrap(found) : null;
        if (Composite(value) is { } composite)
            throw Invalid($"{composite} is not a valid {name}: it must be a single text or number.");
        string? text = Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The property Service.</summary>
    /// <returns>The service; null if there is no such property, or nothing in it.</returns>
    /// <exception cref="EvalException">InvalidArgument: the value is not one of the three services.</exception>
    public static EvalService? Service(object? input)
    {
        if (Text(input, "Service") is not { } text)
            return null;
        return Enum.TryParse(text, ignoreCase: true, out EvalService service)
            && service is EvalService.Galileo or EvalService.Kolena or EvalService.Scale
                ? service
                : throw Invalid($"'{EvalText.OneLine(text, 100)}' is not a valid Service: it must be Galileo, Kolena or Scale.");
    }

    /// <summary>Describes a value that is not a single text or number.</summary>
    /// <param name="value">The value, without its wrapping.</param>
    /// <returns>Such as <c>A list of 2 items</c>; null for a single value.</returns>
    public static string? Composite(object? value) => value switch
    {
        string => null,
        IDictionary => "A hashtable",
        ICollection items => $"A list of {items.Count} item{(items.Count == 1 ? "" : "s")}",
        IEnumerable => "A list",
        PSCustomObject => "An object",
        _ => null,
    };

    /// <summary>Finds a property, even if it is empty.</summary>
    /// <param name="input">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="value">Its value; null if there is none.</param>
    /// <returns>Whether it exists.</returns>
    public static bool TryGet(object? input, string name, out object? value)
    {
        switch (InputValue.Unwrap(input))
        {
            case null or string:
                value = null;
                return false;
            case IDictionary map:
                return InputValue.TryGet(map, name, out value);
            default:
                PSPropertyInfo? property = PSObject.AsPSObject(input).Properties[name];
                value = property?.Value;
                return property is not null;
        }
    }

    private static EvalException Invalid(string message) =>
        InputError.Of(message, "Use the output of a cmdlet of this module, or rows with the same properties.");
}
