using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Reads members that many of Galileo's objects share.</summary>
internal static class GalileoElementExtensions
{
    /// <summary>Who made an object.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The email address, otherwise the ID; null if both are missing.</returns>
    public static string? Creator(this JsonElement item) =>
        item.Member("created_by_user").Member("email").Text() ?? item.Member("created_by").Text();

    /// <summary>The members of an object that a model does not have.</summary>
    /// <param name="item">The object.</param>
    /// <param name="known">The names that the model has.</param>
    /// <returns>A JSON object; null when there are none.</returns>
    public static string? Others(this JsonElement item, ICollection<string> known) => item.ValueKind == JsonValueKind.Object
        ? JsonText.Others(item.EnumerateObject().Select(member => new KeyValuePair<string, JsonElement>(member.Name, member.Value)), known)
        : null;

    /// <summary>Reads a required text, such as an ID.</summary>
    /// <param name="text">The text.</param>
    /// <param name="message">The message of the exception if it is missing.</param>
    /// <returns>The text, which is not blank.</returns>
    /// <exception cref="JsonException">There is none.</exception>
    public static string RequiredText(this JsonElement text, string message) =>
        text.Text() is { } found && !string.IsNullOrWhiteSpace(found) ? found : throw new JsonException(message);

    /// <summary>The texts of a list.</summary>
    /// <param name="list">The list; anything else is treated as empty.</param>
    /// <returns>The texts; other items are skipped.</returns>
    public static EvalList<string> Texts(this JsonElement list) =>
        new([.. list.Items().Select(item => item.Text()).OfType<string>()]);
}
