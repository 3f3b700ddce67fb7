using System.Collections;
using System.Reflection;

namespace GalileoEval.Tests.Scale;

/// <summary>Finds every text that can be reached from an object: by properties, fields (private ones too), items, keys,
/// and what each object prints as.</summary>
internal static class ObjectWalker
{
    public static IReadOnlyList<string> TextsOf(object root)
    {
        List<string> texts = [];
        Walk(root, texts, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return texts;
    }

    private static void Walk(object? value, List<string> texts, HashSet<object> seen)
    {
        if (value is null)
            return;
        texts.Add(value.ToString() ?? "");
        if (value is string || value.GetType().IsPrimitive || value is Enum or DateTime || !seen.Add(value))
            return;

        if (value is IDictionary map)
        {
            foreach (object key in map.Keys)
                Walk(key, texts, seen);
            foreach (object? item in map.Values)
                Walk(item, texts, seen);
        }
        else if (value is IEnumerable items)
        {
            foreach (object? item in items)
                Walk(item, texts, seen);
        }

        if (value.GetType().Assembly != typeof(EvalList<>).Assembly)
            return;
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetIndexParameters().Length == 0)
                Walk(property.GetValue(value), texts, seen);
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
            Walk(field.GetValue(value), texts, seen);
    }
}
