using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Binding.Gates;

/// <summary>Reads gate rules: rules, hashtables, and objects with the same properties. Every rule is checked, so that a
/// typo cannot create a gate that passes everything.</summary>
internal static class GateRuleReader
{
    private static readonly string[] Fields =
    [
        nameof(EvalGateRule.Metric), nameof(EvalGateRule.Statistic), nameof(EvalGateRule.Minimum), nameof(EvalGateRule.Maximum),
        nameof(EvalGateRule.EqualTo), nameof(EvalGateRule.NotEqualTo), nameof(EvalGateRule.Source), nameof(EvalGateRule.Group),
        nameof(EvalGateRule.Name), nameof(EvalGateRule.Optional),
    ];

    /// <summary>Reads rules.</summary>
    /// <param name="rules">The rules; lists among them are unrolled.</param>
    /// <returns>The rules, each with its source and its name.</returns>
    /// <exception cref="EvalException">InvalidArgument: not a rule; the message says which one, and which
    /// field.</exception>
    public static IReadOnlyList<EvalGateRule> ReadAll(IEnumerable<object?> rules)
    {
        List<EvalGateRule> read = [];
        foreach (object? rule in rules.SelectMany(Unroll))
            read.Add(Read(rule, read.Count + 1));
        return read;
    }

    /// <summary>Reads one rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="number">Its number, from 1, for messages.</param>
    /// <exception cref="EvalException">InvalidArgument: not a rule.</exception>
    public static EvalGateRule Read(object? rule, int number)
    {
        object? bare = InputValue.Bare(rule);
        if (bare is EvalGateRule known)
            return Complete(known, $"Rule {number}");
        Dictionary<string, object?> fields = FieldsOf(rule, bare, number);
        string place = fields.TryGetValue(nameof(EvalGateRule.Name), out object? name) && InputValue.Bare(name) is string { Length: > 0 } text
            ? $"Rule {number} ('{EvalText.OneLine(text, 100)}')"
            : $"Rule {number}";
        string? unknown = fields.Keys.FirstOrDefault(key => !Fields.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw Invalid(place, unknown, "is not a field of a rule", NearestNames.Hint(unknown, Fields));

        GateRuleFields values = new(fields, place, isWritten: bare is IDictionary);
        return Complete(
            new EvalGateRule
            {
                Metric = values.RequiredText(nameof(EvalGateRule.Metric)),
                Statistic = values.RequiredText(nameof(EvalGateRule.Statistic)),
                Minimum = values.Number(nameof(EvalGateRule.Minimum)),
                Maximum = values.Number(nameof(EvalGateRule.Maximum)),
                EqualTo = new EvalList<object?>(values.Values(nameof(EvalGateRule.EqualTo))),
                NotEqualTo = new EvalList<object?>(values.Values(nameof(EvalGateRule.NotEqualTo))),
                Source = values.Source(),
                Group = values.Text(nameof(EvalGateRule.Group)),
                Name = values.Text(nameof(EvalGateRule.Name)),
                Optional = values.Flag(nameof(EvalGateRule.Optional)),
            },
            place);
    }

    /// <summary>Checks a rule, and fills in its source and name.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="place">Its location, for messages; null for none.</param>
    /// <exception cref="EvalException">InvalidArgument: it could never pass, or would always pass.</exception>
    public static EvalGateRule Complete(EvalGateRule rule, string? place)
    {
        CheckConditions(rule, place);
        EvalGateSource source;
        string statistic;
        Type type;
        try
        {
            (source, statistic, type) = GateStatistics.Find(rule.Statistic, rule.Source);
        }
        catch (EvalException e) when (place is not null)
        {
            throw new EvalException(e.Condition, $"{place}: Statistic: {e.Message}", e) { RecommendedAction = e.RecommendedAction };
        }

        CheckNames(rule.EqualTo, nameof(EvalGateRule.EqualTo), type, place);
        CheckNames(rule.NotEqualTo, nameof(EvalGateRule.NotEqualTo), type, place);
        EvalGateRule complete = rule with { Source = source, Statistic = statistic };
        return complete with { Name = complete.ToString() };
    }

    /// <summary>Creates the error for a field.</summary>
    /// <param name="place">The location of the rule; null for none.</param>
    /// <param name="field">The field.</param>
    /// <param name="what">The problem, following the field's name.</param>
    /// <param name="action">The recommended action; null for the default.</param>
    public static EvalException Invalid(string? place, string field, string what, string? action = null) =>
        InputError.Of(
            $"{(place is null ? "" : place + ": ")}{EvalText.OneLine(field, 100)} {what}.",
            action ?? $"A rule has the fields {string.Join(", ", Fields)}.");

    private static void CheckConditions(EvalGateRule rule, string? place)
    {
        if (string.IsNullOrWhiteSpace(rule.Metric))
            throw Invalid(place, nameof(EvalGateRule.Metric), "is empty");
        if (string.IsNullOrWhiteSpace(rule.Statistic))
            throw Invalid(place, nameof(EvalGateRule.Statistic), "is empty");
        foreach ((string field, double? limit) in new[] { (nameof(rule.Minimum), rule.Minimum), (nameof(rule.Maximum), rule.Maximum) })
        {
            if (limit is { } number && (double.IsNaN(number) || double.IsInfinity(number)))
                throw Invalid(place, field, "is not a finite number");
        }

        if (rule.Minimum > rule.Maximum)
            throw Invalid(place, nameof(EvalGateRule.Minimum), "is above Maximum: nothing could pass");
        if (rule is { Minimum: null, Maximum: null, EqualTo.Count: 0, NotEqualTo.Count: 0 })
        {
            throw InputError.Of(
                $"{place ?? "The rule"} has no condition: everything would pass.", "Specify Minimum, Maximum, EqualTo or NotEqualTo.");
        }
    }

    // An unknown enumeration name would never match, so the rule would never (or, with NotEqualTo, always) pass.
    private static void CheckNames(EvalList<object?> values, string field, Type type, string? place)
    {
        foreach (object? value in values)
        {
            string text = Convert.ToString(InputValue.Bare(value), CultureInfo.InvariantCulture) ?? "";
            if (text.Length == 0)
                throw Invalid(place, field, "has an empty value", "A value that is missing is inconclusive in any case.");
            if (type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                throw Invalid(
                    place, field, $"has the unknown value '{EvalText.OneLine(text, 100)}'",
                    $"The values are {string.Join(", ", Enum.GetNames(type))}.");
            }
        }
    }

    private static IEnumerable<object?> Unroll(object? rule) =>
        InputValue.Bare(rule) is IEnumerable items and not (string or IDictionary) ? items.Cast<object?>().SelectMany(Unroll) : [rule];

    private static Dictionary<string, object?> FieldsOf(object? rule, object? bare, int number)
    {
        Dictionary<string, object?> fields = new(StringComparer.OrdinalIgnoreCase);
        switch (bare)
        {
            case IDictionary or PSObject:
                foreach ((string name, object? value) in InputValue.Members(rule!))
                    fields[name] = value;
                return fields;
            default:
                throw InputError.Of(
                    $"Rule {number} is not a rule: {(bare is null ? "it is null" : $"it is of the type {bare.GetType()}")}.",
                    "Use rules of New-EvalGateRule, or hashtables such as @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 0.8 }.");
        }
    }
}
