using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Text;

namespace GalileoEval.Formatting;

/// <summary>Formats values for views: on one line, without control characters, in colour if the host supports it. Takes
/// PSObjects, because a deserialized enum is a number without them.</summary>
public static class EvalFormat
{
    /// <summary>A state, in its colour.</summary>
    /// <param name="state">An <see cref="EvalState"/>, or its name (as read from a CSV or CLIXML file).</param>
    /// <returns>The name of the state; with colour only if PowerShell removes it when the output is not a
    /// terminal.</returns>
    public static string State(PSObject? state)
    {
        string name = Text(state);
        return Enum.TryParse(name, out EvalState known) ? HostStyle.Colored(name, ColorOf(known)) : name;
    }

    /// <summary>The outcome of a gate rule, in its color.</summary>
    /// <param name="outcome">An <see cref="EvalGateOutcome"/>, or its name (as read from a CSV or CLIXML file).</param>
    /// <returns>The name of the outcome, with color as <see cref="State"/>.</returns>
    public static string Outcome(PSObject? outcome)
    {
        string name = Text(outcome);
        return Enum.TryParse(name, out EvalGateOutcome known) ? HostStyle.Colored(name, ColorOf(known)) : name;
    }

    /// <summary>Any value as one line of text.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The text, with white space collapsed and control characters removed.</returns>
    public static string Text(PSObject? value) =>
        EvalText.OneLine(Convert.ToString(Bare(value), CultureInfo.CurrentCulture));

    /// <summary>Text that may have several lines, such as a traceback.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The lines, each without control characters.</returns>
    public static string Lines(PSObject? value)
    {
        string text = Convert.ToString(Bare(value), CultureInfo.CurrentCulture) ?? "";
        // Keeps the indentation, which is significant in a traceback.
        IEnumerable<string> lines = text.Replace("\r\n", "\n").Split('\n', '\r')
            .Select(line => EvalText.Shown(line.TrimEnd(), int.MaxValue));
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>A time.</summary>
    /// <param name="value">A UTC <see cref="DateTime"/>; anything else is shown as text.</param>
    /// <returns>Such as <c>2025-03-09 14:05:00Z</c>.</returns>
    public static string Time(PSObject? value) => Bare(value) is DateTime time
        ? UtcText.ToUtc(time).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Text(value);

    /// <summary>A value in the format of the services.</summary>
    /// <param name="value">A time is shown as <see cref="Time"/> does; numbers are formatted the same in every
    /// culture.</param>
    /// <returns>One line.</returns>
    public static string Value(PSObject? value) => Bare(value) is DateTime
        ? Time(value)
        : EvalText.OneLine(Convert.ToString(Bare(value), CultureInfo.InvariantCulture));

    /// <summary>A score.</summary>
    /// <param name="value">A number; anything else is shown as text.</param>
    /// <returns>The number with at most four decimals.</returns>
    public static string Score(PSObject? value) => Bare(value) is double number
        ? number.ToString("0.####", CultureInfo.CurrentCulture)
        : Text(value);

    /// <summary>The last part of a path.</summary>
    /// <param name="value">The path; may be null.</param>
    /// <returns>The file name.</returns>
    public static string FileName(PSObject? value) => Text(Path.GetFileName(Convert.ToString(Bare(value), CultureInfo.InvariantCulture)));

    /// <summary>The result of a piece of work in a few words: the error, otherwise the score, otherwise a
    /// count.</summary>
    /// <param name="task">The work; null for none.</param>
    /// <returns>One line.</returns>
    public static string Result(PSObject? task) => task is null ? "" : TaskText.Result(task);

    /// <summary>The ID of a piece of work, on one line.</summary>
    /// <param name="task">The work; null for none.</param>
    /// <returns>The ID for the cmdlets; for Kolena the three IDs, from agent to validation.</returns>
    public static string Id(PSObject? task) => task is null ? "" : TaskText.Id(task);

    /// <summary>The name of an object for <c>Format-Wide</c>.</summary>
    /// <param name="value">The object; null for none.</param>
    /// <returns>One line: PowerShell's default display property if it has a value, otherwise the next property with a
    /// value.</returns>
    public static string Wide(PSObject? value) => (value?.Properties ?? Enumerable.Empty<PSPropertyInfo>())
        .Where(property => property.IsGettable)
        .OrderBy(property => RankAsName(property.Name))
        .Select(property => Text(ValueOf(property)))
        .FirstOrDefault(text => text.Length > 0) ?? Text(value);

    /// <summary>All properties of an object for <c>Format-Custom</c>.</summary>
    /// <param name="value">The object; null for none.</param>
    /// <returns>The name of the type, and at least one line for each property.</returns>
    public static string Custom(PSObject? value)
    {
        if (value is null)
            return "";

        List<string> lines = [$"class {value.TypeNames[0].Split('.').Last()}", "{"];
        lines.AddRange(value.Properties
            .Where(property => property.IsGettable)
            .Select(property => $"  {property.Name} = {Lines(ValueOf(property))}"));
        lines.Add("}");
        return string.Join(Environment.NewLine, lines);
    }

    private static int RankAsName(string property) => property switch
    {
        "Name" => 0,
        "Id" => 1,
        "Key" => 2,
        _ when property.EndsWith("Name", StringComparison.Ordinal) => 3,
        _ when property.EndsWith("Id", StringComparison.Ordinal) => 4,
        _ => 5,
    };

    private static PSObject? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return AsPSObject(property.Value);
        }
        catch (GetValueException)
        {
            // As in a list: a property that cannot be read is empty.
            return null;
        }
    }

    private static PSObject? AsPSObject(object? value) => value is null ? null : PSObject.AsPSObject(value);

    private static object? Bare(PSObject? value) =>
        value?.TypeNames.FirstOrDefault()?.StartsWith("Deserialized.", StringComparison.Ordinal) == true
            ? Deserialized(value)
            : value?.BaseObject;

    // Deserialized: only the PSObject has the original type name.
    private static string? Deserialized(PSObject value) => value.BaseObject switch
    {
        IDictionary map => JsonArgument.ObjectOf(nameof(value), map),
        IEnumerable items and not string => string.Join("; ", items.Cast<object?>().Select(item => Value(AsPSObject(item)))),
        _ => value.ToString(),
    };

    private static string ColorOf(EvalGateOutcome outcome) => outcome switch
    {
        EvalGateOutcome.Passed => "Green",
        EvalGateOutcome.Failed => "Red",
        EvalGateOutcome.Skipped => "BrightBlack",
        _ => "Yellow",
    };

    private static string ColorOf(EvalState state) => state switch
    {
        EvalState.Succeeded => "Green",
        EvalState.Failed => "Red",
        EvalState.Running => "Cyan",
        EvalState.Pending => "BrightBlack",
        _ => "Yellow",
    };
}
