using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GalileoEval.Json;

/// <summary>
/// Makes the serializer set init-only properties as it reads them. By default, the generated code treats them as
/// constructor parameters and buffers all values of an object first, which takes twice as long.
/// </summary>
internal static class InitOnlyModifier
{
    private static readonly MethodInfo MakeMaker =
        typeof(InitOnlyModifier).GetMethod(nameof(Maker), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo MakeSetter =
        typeof(InitOnlyModifier).GetMethod(nameof(Setter), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Changes how one type is read, if it has such properties.</summary>
    /// <param name="type">The type, before its first use.</param>
    public static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.GetConstructor(Type.EmptyTypes) is null)
            return;

        Dictionary<string, PropertyInfo> initOnly = type.Type
            .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(IsInitOnly)
            .ToDictionary(property => NameOf(property, type.Options), StringComparer.Ordinal);
        if (initOnly.Count == 0)
            return;

        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (initOnly.TryGetValue(property.Name, out PropertyInfo? own))
            {
                property.Set = (Action<object, object?>)MakeSetter
                    .MakeGenericMethod(own.DeclaringType!, own.PropertyType)
                    .Invoke(null, [own.SetMethod])!;
            }
        }

        type.CreateObject = (Func<object>)MakeMaker.MakeGenericMethod(type.Type).Invoke(null, [])!;
    }

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod is { } setter
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null
        && Array.Exists(
            setter.ReturnParameter.GetRequiredCustomModifiers(), modifier => modifier.FullName == typeof(IsExternalInit).FullName);

    private static string NameOf(PropertyInfo property, JsonSerializerOptions options) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? options.PropertyNamingPolicy?.ConvertName(property.Name)
        ?? property.Name;

    private static Func<object> Maker<T>()
        where T : class =>
        [MethodImpl(Compiling.AtOnce)] static () => Activator.CreateInstance<T>();

    private static Action<object, object?> Setter<TObject, TValue>(MethodInfo setter)
        where TObject : class
    {
        Action<TObject, TValue> set = (Action<TObject, TValue>)Delegate.CreateDelegate(typeof(Action<TObject, TValue>), setter);
        return [MethodImpl(Compiling.AtOnce)] (target, value) => set((TObject)target, (TValue)value!);
    }
}
