using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Reads what many of Galileo's objects have in common.</summary>
internal static class GalileoElementExtensions
{
    /// <summary>Who made an object.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The address, else the id; null when neither is told.</returns>
    public static string? Creator(this JsonElement item) =>
        item.Member("created_by_user").Member("email").Text() ?? item.Member("created_by").Text();

    /// <summary>The members of an object that a model does not have.</summary>
    /// <param name="item">The object.</param>
    /// <param name="known">The names that the model has.</param>
    /// <returns>A JSON object; null when there are none.</returns>
    public static string? Others(this JsonElement item, ICollection<string> known) => item.ValueKind == JsonValueKind.Object
        ? JsonText.Others(item.EnumerateObject().Select(member => new KeyValuePair<string, JsonElement>(member.Name, member.Value)), known)
        : null;

    /// <summary>A text without which an answer is of no use, such as an id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="complaint">What to say without it.</param>
    /// <returns>The text, which is not blank.</returns>
    /// <exception cref="JsonException">There is none.</exception>
    public static string RequiredText(this JsonElement text, string complaint) =>
        text.Text() is { } found && !string.IsNullOrWhiteSpace(found) ? found : throw new JsonException(complaint);

    /// <summary>The texts of a list.</summary>
    /// <param name="list">The list; anything else counts as empty.</param>
    /// <returns>The texts; what is none is left out.</returns>
    public static EvalList<string> Texts(this JsonElement list) =>
        new([.. list.Items().Select(item => item.Text()).OfType<string>()]);
}
