using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>A file of a run, with the values that the sandbox's agents extract from it.</summary>
/// <param name="Name">The file name.</param>
/// <param name="Total">The amount; null if it has none.</param>
/// <param name="DueDate">The date; null if it has none.</param>
internal sealed record AgentFile(string Name, double? Total, string? DueDate)
{
    private static readonly Regex TotalText = new(
        @"(?:total|amount|rent)[^0-9\n]{0,40}(?<value>\d+(?:\.\d+)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex DateText = new(@"\b\d{4}-\d{2}-\d{2}\b", RegexOptions.CultureInvariant);

    /// <summary>Extracts the amount after the word total, amount or rent, and the first date, from the text of an upload.</summary>
    public static AgentFile Read(SubmittedFile file)
    {
        string text = Encoding.UTF8.GetString(file.Content);
        Match total = TotalText.Match(text);
        Match date = DateText.Match(text);
        return new AgentFile(
            file.Name,
            total.Success ? double.Parse(total.Groups["value"].Value, CultureInfo.InvariantCulture) : null,
            date.Success ? date.Value : null);
    }
}
