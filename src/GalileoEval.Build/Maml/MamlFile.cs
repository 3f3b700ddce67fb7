using System.Text;
using System.Xml;
using System.Xml.Linq;
using GalileoEval.Build.Help;
using static GalileoEval.Build.Maml.MamlNames;

namespace GalileoEval.Build.Maml;

/// <summary>A help file in the format of <c>Get-Help</c>.</summary>
public static class MamlFile
{
    /// <summary>Writes a help file.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="path">The path; the folder is created.</param>
    public static void Write(IReadOnlyList<CmdletHelp> cmdlets, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using XmlWriter writer = XmlWriter.Create(path, settings);
        Create(cmdlets).Save(writer);
    }

    /// <summary>Creates the document.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <returns>The document.</returns>
    public static XDocument Create(IReadOnlyList<CmdletHelp> cmdlets) => new(
        new XElement(
            HelpSpace + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(MamlCommand.Create)));
}
