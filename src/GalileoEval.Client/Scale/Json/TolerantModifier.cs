using System.Text.Json.Serialization.Metadata;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Lets properties of some types be null if the service sent another structure than documented, and keeps what it sent in
/// <see cref="ScaleObject.AdditionalJson"/>.</summary>
internal static class TolerantModifier
{
    private static readonly Dictionary<Type, TolerantConverter> Converters = new()
    {
        [typeof(DateTime?)] = new TolerantTimeConverter(),
        [typeof(EvalList<ScaleAnnotation>)] = new ScaleAnnotationListConverter(),
        [typeof(ScaleMessageContent)] = new ScaleContentConverter(),
    };

    /// <summary>Changes how one type is read, if it has such properties.</summary>
    /// <param name="type">The type, before its first use and after <see cref="InitOnlyModifier"/>.</param>
    public static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(ScaleObject).IsAssignableFrom(type.Type))
            return;

        for (int i = 0; i < type.Properties.Count; i++)
        {
            JsonPropertyInfo property = type.Properties[i];
            if (property.Set is { } set && Converters.TryGetValue(property.PropertyType, out TolerantConverter? converter))
                type.Properties[i] = Tolerant(type, property, set, converter);
        }
    }

    // Declared as an object, so that the converter can hand over either the value or the JSON that it did not read.
    private static JsonPropertyInfo Tolerant(
        JsonTypeInfo type, JsonPropertyInfo property, Action<object, object?> set, TolerantConverter converter)
    {
        JsonPropertyInfo tolerant = type.CreateJsonPropertyInfo(typeof(object), property.Name);
        tolerant.CustomConverter = converter;
        tolerant.Set = (target, value) =>
        {
            if (value is UnreadJson unread)
                ((ScaleObject)target).Keep(property.Name, unread.Element);
            else
                set(target, value);
        };
        return tolerant;
    }
}
