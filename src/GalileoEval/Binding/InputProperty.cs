using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Reads properties of whatever comes down the pipeline: typed objects, hashtables, and objects that went through CSV,
/// JSON, CLIXML or a job.</summary>
internal static class InputProperty
{
    /// <summary>A property as text.</summary>
    /// <param name="input">The object.</param>
    /// <param name="name">The property.</param>
    /// <returns>The text; null when there is no such property, or nothing in it.</returns>
    public static string? Text(object? input, string name)
    {
        object? value = Value(input, name);
        if (value is PSObject wrapped)
            value = wrapped.BaseObject;
        string? text = Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A property as a whole number.</summary>
    /// <returns>The number; null when there is no such property, or no whole number in it.</returns>
    public static long? Number(object? input, string name) =>
        long.TryParse(Text(input, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>The property Service.</summary>
    /// <returns>The service; null when there is no such property, or no service in it.</returns>
    public static EvalService? Service(object? input) =>
        Enum.TryParse(Text(input, "Service"), ignoreCase: true, out EvalService service)
        && service is EvalService.Galileo or EvalService.Kolena or EvalService.Scale
            ? service
            : null;

    /// <summary>Whether there is a property, be it empty.</summary>
    /// <param name="input">The object.</param>
    /// <param name="name">The property.</param>
    public static bool Exists(object? input, string name) => Find(input, name, out _);

    private static object? Value(object? input, string name) => Find(input, name, out object? value) ? value : null;

    private static bool Find(object? input, string name, out object? value)
    {
        value = null;
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case null or string:
                return false;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    if (string.Equals(entry.Key as string, name, StringComparison.OrdinalIgnoreCase))
                    {
                        value = entry.Value;
                        return true;
                    }
                }

                return false;
            default:
                PSPropertyInfo? property = PSObject.AsPSObject(input).Properties[name];
                value = property?.Value;
                return property is not null;
        }
    }
}
