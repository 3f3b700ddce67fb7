using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GalileoEval.Json;

/// <summary>
/// Enables the serializer to read an <see cref="EvalList{T}"/>. Not a converter, because a converter requires its
/// complete value in memory, and a list may be most of the response.
/// </summary>
internal sealed class EvalListResolver : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> _lists = [];

    /// <summary>Adds the list of one type of item.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <returns>This resolver.</returns>
    public EvalListResolver With<T>()
    {
        _lists.Add(typeof(EvalList<T>), static options =>
            JsonMetadataServices.CreateImmutableEnumerableInfo<EvalList<T>, T>(
                options,
                new JsonCollectionInfoValues<EvalList<T>>(),
                [MethodImpl(Compiling.AtOnce)] static (items) => EvalList<T>.Of(items as List<T> ?? [.. items])));
        return this;
    }

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        _lists.TryGetValue(type, out Func<JsonSerializerOptions, JsonTypeInfo>? make) ? make(options) : null;
}
