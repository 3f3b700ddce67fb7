using System.Xml.Linq;

namespace GalileoEval.Build.Reading;

/// <summary>The XML documentation files next to the assemblies.</summary>
public sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads every documentation file in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The documentation.</returns>
    public static XmlDocumentation InFolder(string folder)
    {
        XmlDocumentation documentation = new();
        foreach (string file in Directory.EnumerateFiles(folder, "*.xml"))
        {
            XElement root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            if (root.Name != "doc")
                continue;
            foreach (XElement member in root.Elements("members").Elements("member"))
                documentation._members[(string)member.Attribute("name")!] = member;
        }

        return documentation;
    }

    /// <summary>Finds the documentation of a member.</summary>
    /// <param name="id">The member's documentation id.</param>
    /// <returns>The <c>member</c> element, empty if there is none.</returns>
    public XElement Of(string id) => _members.TryGetValue(id, out XElement? member) ? member : new XElement("member");
}
