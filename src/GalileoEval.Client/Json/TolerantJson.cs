using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GalileoEval.Json;

/// <summary>Reads models that are a <see cref="TolerantObject"/>. Names are in snake case.</summary>
/// <typeparam name="TContext">The generated metadata of the models; including <see cref="object"/>.</typeparam>
internal static class TolerantJson<TContext>
    where TContext : JsonSerializerContext, new()
{
    private static readonly Dictionary<Type, TolerantConverter> Converters = new()
    {
        [typeof(string)] = new TolerantTextConverter(),
        [typeof(int)] = new TolerantCountConverter(),
        [typeof(int?)] = new TolerantCountConverter(),
        [typeof(long)] = new TolerantIntegerConverter(),
        [typeof(long?)] = new TolerantIntegerConverter(),
        [typeof(double?)] = new TolerantNumberConverter(),
        [typeof(bool?)] = new TolerantFlagConverter(),
        [typeof(bool)] = new TolerantFlagConverter(),
        [typeof(DateTime?)] = new TolerantTimeConverter(),
        [typeof(JsonMap)] = new TolerantMapConverter(),
        [typeof(object)] = new TolerantValueConverter(),
    };

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new TContext()
            .WithAddedModifier(InitOnlyModifier.Modify)
            .WithAddedModifier(new TolerantModifier(Converters).Modify),
    };

    /// <summary>How one type is read.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The metadata for the serializer.</returns>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Reads one item of a list.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="item">The item.</param>
    /// <returns>The model.</returns>
    /// <exception cref="JsonException">A required field is missing.</exception>
    public static T Read<T>(JsonElement item)
        where T : class => item.Deserialize(TypeOf<T>()) ?? throw new JsonException("an item is null.");
}
