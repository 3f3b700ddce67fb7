using System.Collections;
using System.Globalization;
using GalileoEval.Analysis;
using GalileoEval.Text;

namespace GalileoEval.Binding.Gates;

/// <summary>The fields of a rule from a hashtable or a file.</summary>
/// <param name="fields">The fields by name.</param>
/// <param name="place">The location of the rule, for messages.</param>
/// <param name="isWritten">Whether the fields were written by hand. A deserialized rule object has all fields, with
/// empty lists for those without values.</param>
internal sealed class GateRuleFields(Dictionary<string, object?> fields, string place, bool isWritten)
{
    /// <summary>A required text.</summary>
    public string RequiredText(string field) =>
        Text(field) ?? throw GateRuleReader.Invalid(place, field, "is missing");

    /// <summary>A text; null if there is none.</summary>
    public string? Text(string field) => Value(field) switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        Enum name => name.ToString(),
        _ => throw GateRuleReader.Invalid(place, field, "is not a text"),
    };

    /// <summary>A finite number; null if there is none.</summary>
    public double? Number(string field)
    {
        object? value = Value(field);
        double? number = value switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null,
            bool or Enum or char or DateTime => null,
            IConvertible convertible => convertible.ToDouble(CultureInfo.InvariantCulture),
            _ => null,
        };
        return number is not null || value is null or ""
            ? number
            : throw GateRuleReader.Invalid(place, field, "is not a number");
    }

    /// <summary>The values of a list, or a value as a list of one.</summary>
    public object?[] Values(string field)
    {
        object? value = Value(field);
        if (value is null or "")
            return [];
        object?[] values = value is IEnumerable items and not (string or IDictionary)
            ? [.. items.Cast<object?>().Select(InputValue.Bare)]
            : [value];
        if (values.Any(static each => each is not (string or IConvertible)))
            throw GateRuleReader.Invalid(place, field, "has a value that is neither text nor a number nor a Boolean");
        return values.Length > 0 || !isWritten ? values : throw GateRuleReader.Invalid(place, field, "is an empty list");
    }

    /// <summary>The source; null if it is not specified.</summary>
    public EvalGateSource? Source()
    {
        object? value = Value(nameof(EvalGateRule.Source));
        return value is null or "" ? null
            : InputValue.EnumOf<EvalGateSource>(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? throw GateRuleReader.Invalid(
                place, nameof(EvalGateRule.Source), $"is '{EvalText.OneLine(value.ToString(), 100)}', which is not a source",
                $"The sources are {string.Join(", ", GateStatistics.Sources)}.");
    }

    /// <summary>A Boolean; false if there is none.</summary>
    public bool Flag(string field) => Value(field) switch
    {
        null or "" => false,
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => throw GateRuleReader.Invalid(place, field, "is not a Boolean"),
    };

    private object? Value(string field) => fields.TryGetValue(field, out object? value) ? InputValue.Bare(value) : null;
}
