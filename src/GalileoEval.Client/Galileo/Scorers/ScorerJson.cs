using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Scorers;

/// <summary>Reads the responses of Galileo about scorers.</summary>
internal static class ScorerJson
{
    private static readonly JsonSerializerOptions Options = TolerantJson.Create(ScorerJsonContext.Default);

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
