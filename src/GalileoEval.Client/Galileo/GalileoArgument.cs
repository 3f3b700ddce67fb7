using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Checks arguments before anything is sent.</summary>
internal static class GalileoArgument
{
    /// <summary>Normalizes an ID.</summary>
    /// <param name="value">The ID in any form of a UUID.</param>
    /// <param name="name">The name of the ID, for the message.</param>
    /// <returns>Lower case, with hyphens, without braces.</returns>
    /// <exception cref="EvalException">It is not a UUID.</exception>
    public static string Id(string? value, string name) =>
        RequestPath.Uuid(value) ?? throw Invalid(RequestPath.NotUuid(value, name));

    /// <summary>Normalizes an optional ID.</summary>
    /// <param name="value">The ID; null if not specified.</param>
    /// <param name="name">The name of the ID, for the message.</param>
    public static string? OptionalId(string? value, string name) => value is null ? null : Id(value, name);

    /// <summary>Checks an optional number.</summary>
    /// <param name="value">The number; null if not specified.</param>
    /// <param name="smallest">The smallest valid value.</param>
    /// <param name="name">The name for the message.</param>
    public static int? AtLeast(int? value, int smallest, string name) =>
        value is null || value >= smallest ? value : throw Invalid($"The {name} must be {smallest} or more, not {value}.");

    /// <summary>Checks optional JSON text.</summary>
    /// <param name="json">The text; null if not specified.</param>
    /// <param name="kind">The required kind of value.</param>
    /// <param name="name">The name for the message.</param>
    public static string? Json(string? json, JsonValueKind kind, string name)
    {
        if (json is null)
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == kind
                ? json
                : throw Invalid($"The {name} must be a JSON {kind.ToString().ToLowerInvariant()}.");
        }
        catch (JsonException e)
        {
            throw Invalid($"The {name} is not JSON: {EvalText.OneLine(e.Message)}", e);
        }
    }

    /// <summary>Creates the error for an argument.</summary>
    /// <param name="message">The problem, and what is expected.</param>
    /// <param name="cause">The inner exception; null for none.</param>
    public static EvalException Invalid(string message, Exception? cause = null) =>
        new(EvalErrorCondition.InvalidArgument, $"Galileo: {message}", cause)
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Correct the value that the message names, and run the command again.",
        };
}
