using System.Collections;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Kolena;

namespace GalileoEval.Binding;

/// <summary>Converts user input to a run of a ground truth.</summary>
internal static class GroundTruthRun
{
    private static readonly string[] IdNames = ["UserDefinedId", "user_defined_id"];

    /// <summary>Converts one run to the service's format.</summary>
    /// <param name="given">A hashtable, an object, a row of a CSV file, or a run of an agent.</param>
    /// <returns>A map of <c>user_defined_id</c> and <c>data</c>.</returns>
    /// <exception cref="EvalException">InvalidArgument: the ID or the true value of the run is missing.</exception>
    public static Dictionary<string, object?> From(object? given)
    {
        object? plain = InputValue.Unwrap(given);
        if (plain is null or string or ValueType)
            throw Rejected("A run must be a hashtable or an object.");
        string id = IdNames.Select(name => InputProperty.Text(given, name)).FirstOrDefault(text => text is not null)
            ?? throw Rejected("A run has no UserDefinedId.");

        object? data = plain is KolenaAgentRun run ? Values(run) : Data(given!);
        return data is null or IDictionary { Count: 0 }
            ? throw Rejected($"The run '{id}' has no Data, and no other property.")
            : new Dictionary<string, object?> { ["user_defined_id"] = id, ["data"] = data };
    }

    private static Dictionary<string, object?> Values(KolenaAgentRun run)
    {
        Dictionary<string, object?> values = [];
        foreach (KolenaPromptResult result in run.Results)
            values[result.Name] = result.Value;
        return values;
    }

    private static object? Data(object given)
    {
        Dictionary<string, object?> members = Members(given);
        string? name = members.Keys.FirstOrDefault(key => string.Equals(key, "Data", StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            foreach (string key in members.Keys.Where(key => IdNames.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList())
                members.Remove(key);
            return members;
        }

        object? data = InputValue.Bare(members[name]);
        if (data is string text)
            data = ObjectOf(text);
        return data is null or ValueType or (IEnumerable and not IDictionary)
            ? throw Rejected("The Data of a run must be a hashtable, an object or the JSON text of one.")
            : ValuesOf(data, InputProperty.Text(given, "RunId") is not null);
    }

    // The Data of a deserialized agent run contains more than the value of each prompt.
    private static object ValuesOf(object data, bool isRun)
    {
        Dictionary<string, object?> results = Members(data);
        if (!isRun && (results.Count == 0 || !results.Values.All(result => Has(result, "status") && Has(result, "start_time"))))
            return data;

        Dictionary<string, object?> values = [];
        foreach (KeyValuePair<string, object?> result in results)
        {
            values[result.Key] = Has(result.Value, "status")
                ? Members(result.Value!).TryGetValue("value", out object? value) ? value : null
                : throw Rejected($"The Data of a run of an agent has no result for '{result.Key}'. Was it truncated in a file?");
        }

        return values;
    }

    private static bool Has(object? given, string name) =>
        InputValue.Bare(given) is not (null or string or ValueType) && Members(given!).ContainsKey(name);

    // A row of a CSV file.
    private static JsonMap? ObjectOf(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return JsonMap.From(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, object?> Members(object given)
    {
        Dictionary<string, object?> members = [];
        foreach ((string name, object? value) in InputValue.Members(given))
            members[name] = value;
        return members;
    }

    private static EvalException Rejected(string message) => InputError.Of(
        EvalService.Kolena, message, "Specify -Run objects such as @{ UserDefinedId = 'inv-1001'; Data = @{ total_amount = 1249.5 } }.");
}
