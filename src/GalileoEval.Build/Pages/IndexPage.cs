using GalileoEval.Build.Help;
using static GalileoEval.Build.Pages.MarkdownText;

namespace GalileoEval.Build.Pages;

/// <summary>The list of the pages, by area.</summary>
internal static class IndexPage
{
    // From connecting to deciding. A new area comes last.
    private static readonly string[] _order = ["Connections", "Galileo", "Kolena", "Scale", "Tasks", "Analysis", "Sandbox"];

    /// <summary>Creates the page.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="text">Converts their text.</param>
    /// <param name="about">The name of the page about the module.</param>
    internal static string Create(IEnumerable<CmdletHelp> cmdlets, MarkdownText text, string about)
    {
        IEnumerable<string> areas = cmdlets.GroupBy(cmdlet => cmdlet.Area)
            .OrderBy(area => (uint)Array.IndexOf(_order, area.Key))
            .ThenBy(area => area.Key, StringComparer.Ordinal)
            .Select(area => $"## {Escape(area.Key)}\n\n{Table(["cmdlet", "does"], area.Select(cmdlet => Row(cmdlet, text)))}");
        string[] head =
        [
            HelpPages.Notice("src/GalileoEval/Commands"),
            "# Cmdlets",
            text.Paragraphs(
                [
                    $"The help of each cmdlet, as Get-Help -Full displays it. {about} describes what the cmdlets have in "
                    + "common: connections, waiting, retries and errors.",
                ]),
        ];
        return string.Join("\n\n", head.Concat(areas)) + "\n";
    }

    private static string[] Row(CmdletHelp cmdlet, MarkdownText text) => [text.Link(cmdlet.Name), text.Line(cmdlet.Synopsis)];
}
