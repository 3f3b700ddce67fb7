using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Scale.Json;

namespace GalileoEval.Scale;

/// <summary>What the objects of Scale share: a field that this version does not know fails nothing and stays
/// reachable.</summary>
public abstract class ScaleObject : IJsonOnDeserialized
{
    private protected ScaleObject()
    {
    }

    /// <summary>The fields that this version does not know, as a JSON object; null when there are none. Secrets are not
    /// among them.</summary>
    public string? AdditionalJson { get; private set; }

    /// <summary>The unknown fields while the object is being read.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <inheritdoc/>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Unknown is not null)
            AdditionalJson = JsonText.ObjectWithout(Unknown, ScaleJson.Secret);
        Unknown = null;
        Check();
    }

    /// <summary>Refuses an object without which nothing can be done, such as one with no id.</summary>
    /// <exception cref="JsonException">The object is of no use.</exception>
    private protected virtual void Check()
    {
    }
}
