using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GalileoEval.Build.Views;

/// <summary>The format file of the module: the tables that are written by hand, and a list for each type that has one.</summary>
public static class FormatFile
{
    private const string Helper = "GalileoEval.Formatting.EvalFormat";

    /// <summary>Adds a list view for every type that has a table. A type keeps the list that is written by hand, if there is
    /// one.</summary>
    /// <param name="tables">The views that are written by hand.</param>
    /// <param name="find">Finds a type by its full name; null where a table is for a name that no type has.</param>
    /// <param name="reader">Reads what a list shows.</param>
    /// <returns>The whole document.</returns>
    public static XDocument Create(XDocument tables, Func<string, Type?> find, ListViewReader reader)
    {
        XDocument whole = new(tables);
        XElement definitions = whole.Root!.Element("ViewDefinitions")!;
        HashSet<string> listed = [.. TypesWith(definitions, "ListControl")];
        // After the tables: the first view of a type is its default.
        foreach (string name in TypesWith(definitions, "TableControl").Distinct().Where(name => !listed.Contains(name)).ToList())
        {
            if (find(name) is Type type)
                definitions.Add(ListView(name, reader.Read(type)));
        }

        return whole;
    }

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Where; the folder is made.</param>
    public static void Write(XDocument document, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using XmlWriter writer = XmlWriter.Create(path, settings);
        document.Save(writer);
    }

    private static IEnumerable<string> TypesWith(XElement definitions, string control) =>
        definitions.Elements("View")
            .Where(view => view.Element(control) is not null)
            .SelectMany(view => view.Elements("ViewSelectedBy").Elements("TypeName"))
            .Select(name => name.Value);

    private static XElement ListView(string type, IReadOnlyList<ListItem> items) => new(
        "View",
        new XElement("Name", type),
        new XElement("ViewSelectedBy", new XElement("TypeName", type)),
        new XElement(
            "ListControl",
            new XElement(
                "ListEntries",
                new XElement("ListEntry", new XElement("ListItems", items.Select(ListItemOf))))));

    private static XElement ListItemOf(ListItem item) => item.Kind == ListKind.Property
        ? new XElement("ListItem", new XElement("PropertyName", item.Name))
        : new XElement(
            "ListItem",
            new XElement("Label", item.Name),
            new XElement("ScriptBlock", $"[{Helper}]::{item.Kind}($_.{item.Name})"));
}
