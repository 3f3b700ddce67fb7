using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>A model that keeps unreadable values.</summary>
internal interface IKeepsUnread
{
    /// <summary>Keeps a value with an undocumented structure.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="element">Its value.</param>
    void Keep(string name, JsonElement element);
}
