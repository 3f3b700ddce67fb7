using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;
using System.Text.Json;
using GalileoEval.Analysis;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Binding.Gates;

/// <summary>Reads a policy: a file of rules, as PowerShell data (.psd1) or JSON. Neither executes code.</summary>
internal static class GatePolicyFile
{
    private const int KnownVersion = 1;

    private static readonly string[] Fields = ["Version", "Description", "Rules"];

    /// <summary>Reads a policy.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <returns>The rules, each with its source and its name; empty if the file has none.</returns>
    /// <exception cref="EvalException">InvalidFile: not a policy. The message names the file and, if applicable, the
    /// rule and the field.</exception>
    public static IReadOnlyList<EvalGateRule> Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            object? content = Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".PSD1" => FromPowerShell(text),
                ".JSON" => FromJson(text),
                _ => throw Invalid("The extension is neither .psd1 nor .json"),
            };
            return GateRuleReader.ReadAll(RulesOf(content));
        }
        catch (EvalException e)
        {
            throw Failed(path, e.Message, e);
        }
        catch (JsonException e)
        {
            throw Failed(path, "It is not JSON: " + e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failed(path, e.Message, e);
        }
    }

    private static IEnumerable<object?> RulesOf(object? content)
    {
        if (content is object?[] rules)
            return rules;
        if (content is not IDictionary policy)
            throw Invalid("It is neither a hashtable nor a JSON object");

        object? found = null;
        foreach (DictionaryEntry entry in policy)
        {
            string field = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            if (field.Equals("Rules", StringComparison.OrdinalIgnoreCase))
                found = entry.Value;
            else if (field.Equals("Version", StringComparison.OrdinalIgnoreCase))
                CheckVersion(entry.Value);
            else if (!field.Equals("Description", StringComparison.OrdinalIgnoreCase) && field != "$schema")
                throw Invalid($"'{EvalText.OneLine(field, 100)}' is not a field of a policy, which has {string.Join(", ", Fields)}");
        }

        return InputValue.Bare(found) switch
        {
            null => throw Invalid("The field Rules is missing"),
            IDictionary rule => [rule],
            IEnumerable list and not string => list.Cast<object?>(),
            _ => throw Invalid("The field Rules is not a list"),
        };
    }

    private static void CheckVersion(object? version)
    {
        string text = Convert.ToString(version, CultureInfo.InvariantCulture) ?? "";
        if (text != KnownVersion.ToString(CultureInfo.InvariantCulture))
            throw Invalid($"The field Version is '{EvalText.OneLine(text, 100)}', and this module supports version {KnownVersion}");
    }

    // Like Import-PowerShellDataFile: one hashtable of constants.
    private static object? FromPowerShell(string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors is [var error, ..])
            throw Invalid($"It is not PowerShell data: line {error.Extent.StartLineNumber}: {error.Message.TrimEnd('.')}");

        StatementAst? only = script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, EndBlock.Statements: { Count: 1 } statements }
            ? statements[0]
            : null;
        if (only is not PipelineAst { PipelineElements: [CommandExpressionAst { Expression: HashtableAst data, Redirections.Count: 0 }] })
            throw Invalid("It is not PowerShell data: a policy is one hashtable");
        try
        {
            return data.SafeGetValue();
        }
        catch (InvalidOperationException e)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidFile, "It is not PowerShell data: a policy contains constants only, no code.", e);
        }
    }

    private static object? FromJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(
            text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return ValueOf(document.RootElement);
    }

    private static object? ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => MapOf(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ValueOf).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetDouble(out double number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static Hashtable MapOf(JsonElement element)
    {
        Hashtable map = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (map.ContainsKey(property.Name))
                throw Invalid($"The field {EvalText.OneLine(property.Name, 100)} occurs twice");
            map.Add(property.Name, ValueOf(property.Value));
        }

        return map;
    }

    private static EvalException Invalid(string message) => new(EvalErrorCondition.InvalidFile, message + ".");

    private static EvalException Failed(string path, string message, Exception cause) =>
        new(EvalErrorCondition.InvalidFile, $"The policy file '{path}' cannot be used: {message}", cause)
        {
            RecommendedAction = (cause as EvalException)?.RecommendedAction
                ?? "A policy is @{ Rules = @( @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 0.8 } ) } in a .psd1 file, or the same as JSON.",
        };
}
