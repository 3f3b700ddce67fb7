using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace GalileoEval.Binding.Scores;

/// <summary>Reads columns of up to millions of objects: properties of typed objects by reflection, everything else with
/// PowerShell's adapters.</summary>
internal static class ScoreColumns
{
    private const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    private static readonly ConcurrentDictionary<(Type, string), PropertyInfo?> Properties = new();

    /// <summary>Reads a column.</summary>
    /// <param name="input">The object, wrapped or not.</param>
    /// <param name="name">The column, case-insensitive.</param>
    /// <param name="value">Its value, not wrapped; null if there is none.</param>
    /// <returns>Whether the column exists, even if it is empty.</returns>
    public static bool TryGet(object? input, string name, out object? value)
    {
        PSObject? wrapped = input as PSObject;
        object? bare = wrapped?.BaseObject ?? input;
        value = null;
        switch (bare)
        {
            case null or string:
                return false;
            case IDictionary map:
                bool exists = InputValue.TryGet(map, name, out object? entry);
                value = Bare(entry);
                return exists;
            case PSCustomObject:
                break;
            default:
                if (Properties.GetOrAdd((bare.GetType(), name), Find) is { } property)
                {
                    value = Bare(property.GetValue(bare));
                    return true;
                }

                break;
        }

        PSPropertyInfo? found = (wrapped ?? PSObject.AsPSObject(bare)).Properties[name];
        value = Bare(found?.Value);
        return found is not null;
    }

    /// <summary>Whether the column exists, even if it is empty.</summary>
    public static bool Has(object? input, string name) => TryGet(input, name, out _);

    /// <summary>Unwraps a value from its PSObject; a custom object stays wrapped.</summary>
    public static object? Bare(object? value) => value is not PSObject wrapped ? value : wrapped.BaseObject switch
    {
        PSCustomObject => wrapped,
        // A deserialized enum is a number; only the PSObject has its name.
        int when wrapped.TypeNames.FirstOrDefault()?.StartsWith("Deserialized.", StringComparison.Ordinal) == true => wrapped.ToString(),
        var bare => bare,
    };

    private static PropertyInfo? Find((Type Type, string Name) key)
    {
        try
        {
            PropertyInfo? property = key.Type.GetProperty(key.Name, Flags);
            return property is { CanRead: true } && property.GetIndexParameters().Length == 0 ? property : null;
        }
        catch (AmbiguousMatchException)
        {
            return null;
        }
    }
}

/// <summary>An object with scores: a row, or a part of an unrolled object.</summary>
/// <param name="Row">The row.</param>
/// <param name="Parent">The object that the row is a part of; null for none. Its columns are used if the row does not
/// have them.</param>
internal readonly record struct ScoreItem(object? Row, object? Parent = null)
{
    /// <summary>Reads a column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="value">Its value, not wrapped.</param>
    /// <returns>Whether the column exists, even if it is empty.</returns>
    public bool TryGet(string name, out object? value) =>
        ScoreColumns.TryGet(Row, name, out value) || (Parent is not null && ScoreColumns.TryGet(Parent, name, out value));

    /// <summary>A column as text.</summary>
    /// <returns>The text; null if the column is missing or empty.</returns>
    public string? Text(string name) =>
        TryGet(name, out object? value) && ScoreCells.Text(value) is { Length: > 0 } text ? text : null;
}
