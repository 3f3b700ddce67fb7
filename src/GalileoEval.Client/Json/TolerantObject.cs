using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Json;

/// <summary>The base of models that the serializer reads tolerantly: an unknown field, or one with an undocumented structure, never
/// fails an object and stays available.</summary>
public abstract record TolerantObject : IJsonOnDeserialized, IKeepsUnread
{
    private static readonly Dictionary<string, JsonElement> None = [];

    private protected TolerantObject()
    {
    }

    /// <summary>The unknown fields, and those with an undocumented structure, as a JSON object; null if
    /// there are none.</summary>
    [JsonIgnore]
    public string? AdditionalJson { get; private set; }

    /// <summary>The unread fields while the object is read.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unread { get; set; }

    /// <inheritdoc/>
    void IJsonOnDeserialized.OnDeserialized()
    {
        Dictionary<string, JsonElement> fields = Unread ?? None;
        if (fields.Count > 0)
            AdditionalJson = JsonText.ObjectWithout(fields.Where(static field => field.Value.ValueKind != JsonValueKind.Null), except: null);
        Unread = null;
        Derive(fields);
        Check();
    }

    /// <inheritdoc/>
    void IKeepsUnread.Keep(string name, JsonElement element) => (Unread ??= [])[name] = element;

    /// <summary>Reads values that are nested in other fields. Those fields remain in <see cref="AdditionalJson"/>.</summary>
    /// <param name="fields">The fields that are not properties.</param>
    private protected virtual void Derive(IReadOnlyDictionary<string, JsonElement> fields)
    {
    }

    /// <summary>Rejects an unusable object, such as one without an ID.</summary>
    /// <exception cref="JsonException">The object has no ID.</exception>
    private protected virtual void Check()
    {
    }

    /// <summary>Creates the error for a required field that is absent or has an invalid value.</summary>
    /// <param name="owner">The object, such as <c>a ground truth</c>.</param>
    /// <param name="name">The name of the field.</param>
    /// <returns>The error; it names the value.</returns>
    private protected JsonException Invalid(string owner, string name)
    {
        JsonText.MembersOf(AdditionalJson ?? "{}").TryGetValue(name, out JsonElement value);
        return value.Invalid(owner, name);
    }
}
