using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale;

/// <summary>The base of the objects of Scale. An unknown field never fails an object, and stays
/// available.</summary>
public abstract class ScaleObject : IJsonOnDeserialized, IKeepsUnread
{
    private protected ScaleObject()
    {
    }

    /// <summary>The unknown fields, and those with an undocumented structure, such as a time that .NET cannot
    /// represent, as a JSON object without secrets; null if there are none.</summary>
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

    /// <summary>Rejects an unusable object, such as one without an ID.</summary>
    /// <exception cref="JsonException">The object has no ID.</exception>
    private protected virtual void Check()
    {
    }
}
