using System.Globalization;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Validates fields as the services do: all errors are reported together, with status 422.</summary>
internal sealed class FieldErrors
{
    private readonly JsonArray _errors = [];

    /// <summary>Adds an error of a field.</summary>
    /// <param name="place">The location: <c>body</c>, <c>path</c> or <c>query</c>.</param>
    /// <param name="name">The field.</param>
    /// <param name="message">The error message.</param>
    /// <param name="type">The service's name for this type of error.</param>
    /// <param name="input">The invalid value.</param>
    public void Add(string place, string name, string message, string type, JsonNode? input = null) =>
        Add([place, name], message, type, input);

    /// <summary>Adds an error of a nested field.</summary>
    public void Add(JsonArray location, string message, string type, JsonNode? input = null) =>
        _errors.Add((JsonNode)new JsonObject
        {
            ["loc"] = location, ["msg"] = message, ["type"] = type, ["input"] = input?.DeepClone(),
        });

    /// <summary>Adds an error for a missing required field.</summary>
    public void Missing(string place, string name) => Add(place, name, "field required", "missing");

    /// <summary>Rejects the request if there are errors.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new RequestRejectedException(422, "validation error", _errors);
    }

    /// <summary>Reads an ID. Returns null and adds an error if it is invalid.</summary>
    public string? Uuid(string place, string name, string? value, bool version4 = true)
    {
        if (value is null)
            return null;
        bool isId = Guid.TryParseExact(value, "D", out Guid id) || Guid.TryParseExact(value, "N", out id);
        if (!isId)
        {
            Add(place, name, "value is not a valid uuid", "uuid_parsing", value);
            return null;
        }

        string text = id.ToString();
        if (version4 && text[14] != '4')
        {
            Add(place, name, "UUID version 4 expected", "uuid_version", value);
            return null;
        }

        return text;
    }

    /// <summary>Reads an integer. Returns null and adds an error if it is invalid or out of range.</summary>
    public long? Integer(string place, string name, string? value, long minimum = long.MinValue, long maximum = long.MaxValue)
    {
        if (value is null)
            return null;
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            Add(place, name, "value is not a valid integer", "int_parsing", value);
        else if (number < minimum)
            Add(place, name, $"value must be greater than or equal to {minimum}", "greater_than_equal", value);
        else if (number > maximum)
            Add(place, name, $"value must be less than or equal to {maximum}", "less_than_equal", value);
        else
            return number;
        return null;
    }
}
