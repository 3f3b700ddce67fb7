using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GalileoEval.Build.Views;

/// <summary>The format file of the module: the handwritten tables, a list view for each of their types, and one wide and
/// one custom view for all of them.</summary>
public static class FormatFile
{
    private const string Helper = "GalileoEval.Formatting.EvalFormat";
    private const string AllTypes = "GalileoEval.All";

    /// <summary>Adds a list view for every type that has a table. A handwritten list view takes
    /// precedence.</summary>
    /// <param name="tables">The handwritten views.</param>
    /// <param name="find">Finds a type by its full name; null for an unknown type.</param>
    /// <param name="reader">Reads the content of a list view.</param>
    /// <returns>The document.</returns>
    public static XDocument Create(XDocument tables, Func<string, Type?> find, ListViewReader reader)
    {
        XDocument whole = new(tables);
        XElement definitions = whole.Root!.Element("ViewDefinitions")!;
        HashSet<string> listed = [.. TypesWith(definitions, "ListControl")];
        List<string> shown = [.. TypesWith(definitions, "TableControl").Distinct()];
        // After the tables: the first view of a type is its default.
        foreach (string name in shown.Where(name => !listed.Contains(name)))
        {
            if (find(name) is Type type)
                definitions.Add(ListView(name, reader.Read(type)));
        }

        AddViewsOfAll(whole.Root, definitions, shown);
        return whole;
    }

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The path; the folder is created.</param>
    public static void Write(XDocument document, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using XmlWriter writer = XmlWriter.Create(path, settings);
        document.Save(writer);
    }

    // Without these views, Format-Wide and Format-Custom would show the unsanitized text of a service.
    private static void AddViewsOfAll(XElement root, XElement definitions, IEnumerable<string> types)
    {
        XElement? sets = root.Element("SelectionSets");
        if (sets is null)
            root.AddFirst(sets = new XElement("SelectionSets"));
        sets.Add(new XElement(
            "SelectionSet",
            new XElement("Name", AllTypes),
            new XElement("Types", types.Select(type => new XElement("TypeName", type)))));
        definitions.Add(
            ViewOfAll("Wide", new XElement("WideControl", new XElement("WideEntries", new XElement("WideEntry", new XElement("WideItem", Call("Wide")))))),
            ViewOfAll("Custom", new XElement("CustomControl", new XElement("CustomEntries", new XElement(
                "CustomEntry", new XElement("CustomItem", new XElement("ExpressionBinding", Call("Custom"))))))));
    }

    private static XElement ViewOfAll(string name, XElement control) => new(
        "View",
        new XElement("Name", $"GalileoEval.{name}"),
        new XElement("ViewSelectedBy", new XElement("SelectionSetName", AllTypes)),
        control);

    private static XElement Call(string method) => new("ScriptBlock", $"[{Helper}]::{method}($_)");

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
