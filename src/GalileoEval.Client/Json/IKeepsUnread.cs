using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>A model that keeps the values that it cannot read.</summary>
internal interface IKeepsUnread
{
    /// <summary>Keeps a value of another shape than documented.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="element">Its value.</param>
    void Keep(string name, JsonElement element);
}
