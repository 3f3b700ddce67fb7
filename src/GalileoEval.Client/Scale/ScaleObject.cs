using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Scale.Json;

namespace GalileoEval.Scale;

/// <summary>The base of the objects of Scale. A field that this version does not know never fails, and stays
/// reachable.</summary>
public abstract class ScaleObject : IJsonOnDeserialized, IKeepsUnread
{
    private protected ScaleObject()
    {
    }

    /// <summary>The fields that this version does not know or that have another shape than documented, such as a time that
    /// .NET cannot hold, as a JSON object; null if there are none. Secrets are not among them.</summary>
    [JsonIgnore]
    public string? AdditionalJson { get; private set; }

    /// <summary>The unknown fields while the object is read or written.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown
    {
        get => AdditionalJson is null ? field : JsonText.MembersOf(AdditionalJson);
        set;
    }

    /// <inheritdoc/>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Unknown is not null)
            AdditionalJson = JsonText.ObjectWithout(Unknown, ScaleJson.Secret);
        Unknown = null;
        Check();
    }

    /// <inheritdoc/>
    void IKeepsUnread.Keep(string name, JsonElement element) => (Unknown ??= [])[name] = element;

    /// <summary>Rejects an object without which nothing can be done, such as one without an ID.</summary>
    /// <exception cref="JsonException">The object has no ID.</exception>
    private protected virtual void Check()
    {
    }
}
