using System.Xml.Linq;

namespace GalileoEval.Build.Maml;

/// <summary>The XML namespaces of a help file.</summary>
internal static class MamlNames
{
    internal static readonly XNamespace HelpSpace = "http://msh";
    internal static readonly XNamespace MamlSpace = "http://schemas.microsoft.com/maml/2004/10";
    internal static readonly XNamespace CommandSpace = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    internal static readonly XNamespace DevSpace = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Paragraphs.</summary>
    internal static IEnumerable<XElement> Paras(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(MamlSpace + "para", paragraph));
}
