using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Datasets;

/// <summary>Reads the dataset responses of Galileo.</summary>
internal static class DatasetJson
{
    private static readonly JsonSerializerOptions Options = TolerantJson.Create(DatasetJsonContext.Default);

    /// <summary>How one type is read.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The metadata for the serializer.</returns>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
