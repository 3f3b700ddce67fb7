using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>A score of any kind, or why there is none.</summary>
public readonly record struct ScoreValue
{
    /// <summary>Separates the labels of a set; no label contains it.</summary>
    internal const char LabelSeparator = '\u001f';

    private ScoreValue(ScoreValueKind kind, double number, string? text)
    {
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>No value.</summary>
    public static ScoreValue Missing => default;

    /// <summary>No value because the item failed.</summary>
    public static ScoreValue Failed => new(ScoreValueKind.Failed, 0, null);

    /// <summary>The kind of the score.</summary>
    public ScoreValueKind Kind { get; }

    /// <summary>The number; 1 for true and 0 for false.</summary>
    public double Number { get; }

    /// <summary>The label; for a set its labels in order, separated by the character U+001F. A number whose formatting
    /// differs from .NET's keeps its text.</summary>
    public string? Text { get; }

    /// <summary>A number.</summary>
    /// <param name="number">The number; the value is missing if it is not finite.</param>
    public static ScoreValue OfNumber(double number) =>
        double.IsNaN(number) || double.IsInfinity(number) ? Missing : new(ScoreValueKind.Number, number, null);

    /// <summary>True or false.</summary>
    /// <param name="flag">The value.</param>
    public static ScoreValue OfBoolean(bool flag) => new(ScoreValueKind.Boolean, flag ? 1 : 0, null);

    /// <summary>Parses text: true or false, a number in the invariant culture, or a label.</summary>
    /// <param name="text">The text; the value is missing if it is empty.</param>
    public static ScoreValue OfText(string? text)
    {
        string trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
            return Missing;
        if (MayBeNumber(trimmed[0])
            && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            if (double.IsNaN(number) || double.IsInfinity(number))
                return Missing;
            // As labels, '007' and '7' differ, so a number with unusual formatting keeps its text.
            bool isPlain = number.ToString("R", CultureInfo.InvariantCulture) == trimmed;
            return new(ScoreValueKind.Number, number, isPlain ? null : trimmed);
        }

        return bool.TryParse(trimmed, out bool flag) ? OfBoolean(flag) : OfLabel(trimmed);
    }

    /// <summary>A label, even if it looks like a number.</summary>
    /// <param name="label">The label; the value is missing if it is empty.</param>
    public static ScoreValue OfLabel(string? label) =>
        string.IsNullOrWhiteSpace(label) ? Missing : new(ScoreValueKind.Text, 0, label!.Replace(LabelSeparator, ' '));

    /// <summary>A set of labels. Order and repetition are ignored.</summary>
    /// <param name="labels">The labels; the value is missing if there are none.</param>
    public static ScoreValue OfLabels(IEnumerable<string?> labels)
    {
        SortedSet<string> distinct = new(StringComparer.Ordinal);
        foreach (string? label in labels ?? [])
        {
            if (!string.IsNullOrWhiteSpace(label))
                distinct.Add(label!.Trim().Replace(LabelSeparator, ' '));
        }

        return distinct.Count == 0
            ? Missing
            : new(ScoreValueKind.Labels, 0, string.Join(LabelSeparator.ToString(), distinct));
    }

    // Avoids parsing most labels. The letters are those of NaN and Infinity.
    private static bool MayBeNumber(char first) => first is (>= '0' and <= '9') or '-' or '+' or '.' or 'N' or 'n' or 'I' or 'i';
}

/// <summary>The kind of a score.</summary>
public enum ScoreValueKind : byte
{
    /// <summary>No value: pending, not applicable, cannot assess, null, NaN.</summary>
    Missing,

    /// <summary>No value because the item failed.</summary>
    Failed,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A label.</summary>
    Text,

    /// <summary>A set of labels.</summary>
    Labels,
}
