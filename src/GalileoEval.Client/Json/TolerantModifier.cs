using System.Text.Json.Serialization.Metadata;

namespace GalileoEval.Json;

/// <summary>Makes properties of some types null if the service sent an undocumented structure, and lets the model keep the
/// original JSON.</summary>
/// <param name="converters">How a property of each of these types is read. Lists of them, and models that are a
/// <see cref="TolerantObject"/>, need no entry.</param>
internal sealed class TolerantModifier(IReadOnlyDictionary<Type, TolerantConverter> converters)
{
    /// <summary>Changes how one type is read, if it keeps unread values. A property with its own converter is not changed.</summary>
    /// <param name="type">The type, before its first use and after <see cref="InitOnlyModifier"/>.</param>
    public void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(IKeepsUnread).IsAssignableFrom(type.Type))
            return;

        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            JsonPropertyInfo property = type.Properties[i];

            // The serializer discards the field of an ignored property; keep it like any other unknown field.
            if (property is { Get: null, Set: null })
                type.Properties.RemoveAt(i);
            else if (property is { Set: { } set, CustomConverter: null } && ConverterOf(property.PropertyType) is { } converter)
                type.Properties[i] = Tolerant(type, property, set, converter);
        }
    }

    private TolerantConverter? ConverterOf(Type type)
    {
        if (converters.TryGetValue(type, out TolerantConverter? known))
            return known;
        if (typeof(TolerantObject).IsAssignableFrom(type))
            return (TolerantConverter)Activator.CreateInstance(typeof(TolerantObjectConverter<>).MakeGenericType(type))!;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EvalList<>) && ConverterOf(type.GenericTypeArguments[0]) is { } items
            ? (TolerantConverter)Activator.CreateInstance(typeof(TolerantListConverter<>).MakeGenericType(type.GenericTypeArguments), items)!
            : null;
    }

    // Declared as object, so that the converter can return either the value or the unread JSON.
    private static JsonPropertyInfo Tolerant(
        JsonTypeInfo type, JsonPropertyInfo property, Action<object, object?> set, TolerantConverter converter)
    {
        JsonPropertyInfo tolerant = type.CreateJsonPropertyInfo(typeof(object), property.Name);
        tolerant.CustomConverter = converter;
        bool isValue = property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null;
        tolerant.Set = (target, value) =>
        {
            if (value is UnreadJson unread)
            {
                ((IKeepsUnread)target).Keep(property.Name, unread.Element);
                value = unread.Value;
                if (value is null)
                    return;
            }

            if (value is not null || !isValue)
                set(target, value);
        };
        return tolerant;
    }
}
