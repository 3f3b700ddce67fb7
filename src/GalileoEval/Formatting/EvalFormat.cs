using System.Globalization;
using System.Management.Automation;
using GalileoEval.Text;

namespace GalileoEval.Formatting;

/// <summary>Values as the module's views show them: on one line, without control characters, in colour where the host
/// has it.</summary>
public static class EvalFormat
{
    /// <summary>A state, in its colour.</summary>
    /// <param name="state">An <see cref="EvalState"/>, or its name (as read from a CSV or CLIXML file).</param>
    /// <returns>The name of the state; with colour only where PowerShell itself would take it out again when it does
    /// not go to a terminal.</returns>
    public static string State(object? state)
    {
        string name = Text(state);
        if (!Enum.TryParse(name, out EvalState known) || HostStyle.Foreground(ColorOf(known)) is not string color)
            return name;
        return color + name + HostStyle.Reset;
    }

    /// <summary>Any value as one line of text.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The text, with white space folded and control characters dropped.</returns>
    public static string Text(object? value) =>
        EvalText.OneLine(Convert.ToString(Bare(value), CultureInfo.CurrentCulture));

    /// <summary>Text that may have several lines, such as a traceback.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <returns>The lines, each without control characters.</returns>
    public static string Lines(object? value)
    {
        string text = Convert.ToString(Bare(value), CultureInfo.CurrentCulture) ?? "";
        // A line keeps its indentation, which means something in a traceback.
        IEnumerable<string> lines = text.Replace("\r\n", "\n").Split('\n', '\r').Select(line =>
            new string([.. line.TrimEnd().Where(c => !EvalText.IsUnsafe(c))]));
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>A time.</summary>
    /// <param name="value">A UTC <see cref="DateTime"/>; anything else is shown as text.</param>
    /// <returns>Such as <c>2025-03-09 14:05:00Z</c>.</returns>
    public static string Time(object? value) => Bare(value) is DateTime time
        ? time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Text(value);

    /// <summary>A score.</summary>
    /// <param name="value">A number; anything else is shown as text.</param>
    /// <returns>The number with at most four decimals.</returns>
    public static string Score(object? value) => Bare(value) is double number
        ? number.ToString("0.####", CultureInfo.CurrentCulture)
        : Text(value);

    /// <summary>The last part of a path.</summary>
    /// <param name="value">The path; may be null.</param>
    /// <returns>The file name.</returns>
    public static string FileName(object? value) => Text(Path.GetFileName(Convert.ToString(Bare(value), CultureInfo.InvariantCulture)));

    /// <summary>What came of a piece of work, in a few words: the error, else the score, else how much there is.</summary>
    /// <param name="task">The work; null for none.</param>
    /// <returns>One line.</returns>
    public static string Result(object? task) => Bare(task) is IEvalTask known ? Text(TaskText.Result(known)) : "";

    /// <summary>The id of a piece of work, on one line.</summary>
    /// <param name="task">The work; null for none.</param>
    /// <returns>The id as its cmdlets take it; for Kolena the three ids, from agent to validation.</returns>
    public static string Id(object? task) => Bare(task) is IEvalTask known ? Text(TaskText.Id(known)) : "";

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string ColorOf(EvalState state) => state switch
    {
        EvalState.Succeeded => "Green",
        EvalState.Failed => "Red",
        EvalState.Running => "Cyan",
        EvalState.Pending => "BrightBlack",
        _ => "Yellow",
    };
}
