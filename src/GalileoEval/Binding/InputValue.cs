using System.Collections;
using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Unwraps values of pipeline input.</summary>
internal static class InputValue
{
    /// <summary>The value without its PSObject.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>The value without its PSObject. A custom object stays wrapped: its base is an empty marker, and its
    /// properties are on the wrapper.</summary>
    public static object? Bare(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The entries of a hashtable, or the properties of another object.</summary>
    public static IEnumerable<(string Name, object? Value)> Members(object input) => Unwrap(input) is IDictionary map
        ? Entries(map)
        : PSObject.AsPSObject(input).Properties.Select(static property => (property.Name, (object?)property.Value));

    /// <summary>Finds an entry of a hashtable, case-insensitive.</summary>
    public static bool TryGet(IDictionary map, string name, out object? value)
    {
        foreach (DictionaryEntry entry in map)
        {
            if (string.Equals(entry.Key as string, name, StringComparison.OrdinalIgnoreCase))
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The value of an enum with a name; null for anything else, also for a number that is not one of its
    /// values.</summary>
    public static T? EnumOf<T>(string? name)
        where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T value) && char.IsLetter(value.ToString()[0]) ? value : null;

    /// <summary>The name of an object's type in PowerShell.</summary>
    public static string TypeName(object input) => PSObject.AsPSObject(input).TypeNames.FirstOrDefault() ?? input.GetType().FullName!;

    // Not Cast: a generic dictionary is entries only to a foreach over the interface.
    private static IEnumerable<(string Name, object? Value)> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return ($"{entry.Key}", entry.Value);
    }
}
