using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Reads members that many of Galileo's objects share.</summary>
internal static class GalileoElementExtensions
{
    /// <summary>A field of an object.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="name">The name of the field.</param>
    /// <returns>The field; of kind Undefined if there is none.</returns>
    public static JsonElement Field(this IReadOnlyDictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out JsonElement value) ? value : default;

    /// <summary>The creator of an object.</summary>
    /// <param name="fields">The fields of the object.</param>
    /// <returns>The email address; null if the service does not return it.</returns>
    public static string? Creator(this IReadOnlyDictionary<string, JsonElement> fields) =>
        fields.Field("created_by_user").Member("email").Text();

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
