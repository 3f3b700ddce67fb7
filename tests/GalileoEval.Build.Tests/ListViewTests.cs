using System.Xml.Linq;
using GalileoEval.Build.Reading;
using GalileoEval.Build.Views;

namespace GalileoEval.Build.Tests;

public sealed class ListViewTests : IDisposable
{
    private static readonly string _sample = typeof(SampleModel).FullName!;

    private readonly ModuleAssembly _assembly = ModuleAssembly.Open(typeof(ListViewTests).Assembly.Location);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Shows_the_properties_in_source_order_with_those_of_the_base_type_first() =>
        Assert.Equal(["Inherited", "Text", "Anything", "Count", "Yes", "Time", "Ratio", "State", "Many"], NamesOf(new ListOverrides()));

    [Fact]
    public void Chooses_the_kind_by_the_type_of_the_property()
    {
        Dictionary<string, ListKind> kinds = Read(new ListOverrides()).ToDictionary(item => item.Name, item => item.Kind);
        Assert.Equal(ListKind.Text, kinds["Text"]);
        Assert.Equal(ListKind.Text, kinds["Anything"]);
        Assert.Equal(ListKind.Property, kinds["Count"]);
        Assert.Equal(ListKind.Property, kinds["Yes"]);
        Assert.Equal(ListKind.Time, kinds["Time"]);
        Assert.Equal(ListKind.Score, kinds["Ratio"]);
        Assert.Equal(ListKind.State, kinds["State"]);
        Assert.Equal(ListKind.Text, kinds["Many"]);
    }

    [Fact]
    public void Applies_a_kind_by_name_to_text_only()
    {
        ListOverrides overrides = new()
        {
            Kinds = new Dictionary<string, ListKind> { ["Text"] = ListKind.Lines, ["Many"] = ListKind.Lines },
        };
        IReadOnlyList<ListItem> items = Read(overrides);
        Assert.Equal(ListKind.Lines, items.Single(item => item.Name == "Text").Kind);
        Assert.Equal(ListKind.Text, items.Single(item => item.Name == "Many").Kind);
    }

    [Fact]
    public void Prefers_the_kind_that_is_set_for_the_type()
    {
        ListOverrides overrides = Overrides(new TypeOverrides
        {
            Kinds = new Dictionary<string, ListKind> { ["Text"] = ListKind.Value },
        }) with
        {
            Kinds = new Dictionary<string, ListKind> { ["Text"] = ListKind.Lines },
        };
        Assert.Equal(ListKind.Value, Read(overrides).Single(item => item.Name == "Text").Kind);
    }

    [Fact]
    public void Hides_and_shows_properties()
    {
        ListOverrides overrides = Overrides(new TypeOverrides { Hide = ["Yes"], Show = ["Text"] }) with { Hide = ["Text", "Count"] };
        Assert.Equal(["Inherited", "Text", "Anything", "Time", "Ratio", "State", "Many"], NamesOf(overrides));
    }

    [Fact]
    public void Moves_a_property_after_another()
    {
        ListOverrides overrides = Overrides(new TypeOverrides
        {
            After = new Dictionary<string, string> { ["Text"] = "Yes", ["Anything"] = "Text" },
        });
        Assert.Equal(["Inherited", "Count", "Yes", "Text", "Anything", "Time", "Ratio", "State", "Many"], NamesOf(overrides));
    }

    [Theory]
    [InlineData("""{ "hide": ["Nobody"] }""", "'Nobody'")]
    [InlineData("""{ "kinds": { "Nobody": "Lines" } }""", "'Nobody'")]
    [InlineData("""{ "types": { "Some.Type": {} } }""", "'Some.Type'")]
    [InlineData("""{ "types": { "GalileoEval.Build.Tests.SampleModel": { "hide": ["Nobody"] } } }""", "no property 'Nobody'")]
    [InlineData("""{ "types": { "GalileoEval.Build.Tests.SampleModel": { "after": { "Text": "Nobody" } } } }""", "no property 'Nobody'")]
    public void Reports_a_name_that_no_type_has(string json, string problem)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            ListViewReader reader = new(ListOverrides.Read(path));
            reader.Read(_assembly.FindType(_sample)!);
            Assert.Contains(problem, Assert.Single(reader.Problems), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Adds_a_list_for_each_type_that_has_a_table()
    {
        XElement list = Assert.Single(WithLists($"<View><Name>Table</Name><ViewSelectedBy><TypeName>{_sample}</TypeName></ViewSelectedBy><TableControl/></View>"));
        Assert.Equal(_sample, (string?)list.Element("ViewSelectedBy")?.Element("TypeName"));
        Assert.Equal("Count", (string?)list.Descendants("PropertyName").First());
        Assert.Equal("[GalileoEval.Formatting.EvalFormat]::Time($_.Time)", ScriptOf(list, "Time"));
    }

    [Fact]
    public void Keeps_a_handwritten_list()
    {
        XElement list = Assert.Single(WithLists(
            $"<View><ViewSelectedBy><TypeName>{_sample}</TypeName></ViewSelectedBy><TableControl/></View>" +
            $"<View><ViewSelectedBy><TypeName>{_sample}</TypeName></ViewSelectedBy><ListControl/></View>"));
        Assert.Empty(list.Descendants("ListItem"));
    }

    [Fact]
    public void Adds_no_list_for_a_name_without_a_type() =>
        Assert.Empty(WithLists("<View><ViewSelectedBy><TypeName>Runbook.Row</TypeName></ViewSelectedBy><TableControl/></View>"));

    [Fact]
    public void Adds_one_wide_and_one_custom_view_for_all_types_that_have_a_table()
    {
        XDocument tables = XDocument.Parse(
            "<Configuration><ViewDefinitions>"
            + $"<View><ViewSelectedBy><TypeName>{_sample}</TypeName></ViewSelectedBy><TableControl/></View>"
            + "<View><ViewSelectedBy><TypeName>Runbook.Row</TypeName></ViewSelectedBy><TableControl/></View>"
            + "</ViewDefinitions></Configuration>");
        XElement root = FormatFile.Create(tables, _assembly.FindType, new ListViewReader(new ListOverrides())).Root!;
        XElement set = Assert.Single(root.Element("SelectionSets")!.Elements());
        Assert.Equal([_sample, "Runbook.Row"], set.Descendants("TypeName").Select(name => name.Value));
        foreach (string control in new[] { "WideControl", "CustomControl" })
        {
            XElement view = Assert.Single(root.Descendants("View"), view => view.Element(control) is not null);
            Assert.Equal((string?)set.Element("Name"), (string?)view.Element("ViewSelectedBy")?.Element("SelectionSetName"));
        }
    }

    private static ListOverrides Overrides(TypeOverrides own) =>
        new() { Types = new Dictionary<string, TypeOverrides> { [_sample] = own } };

    private static string? ScriptOf(XElement list, string label) =>
        (string?)list.Descendants("ListItem").Single(item => (string?)item.Element("Label") == label).Element("ScriptBlock");

    private IReadOnlyList<ListItem> Read(ListOverrides overrides) => new ListViewReader(overrides).Read(_assembly.FindType(_sample)!);

    private IEnumerable<string> NamesOf(ListOverrides overrides) => Read(overrides).Select(item => item.Name);

    private IEnumerable<XElement> WithLists(string views)
    {
        XDocument tables = XDocument.Parse($"<Configuration><ViewDefinitions>{views}</ViewDefinitions></Configuration>");
        return FormatFile.Create(tables, _assembly.FindType, new ListViewReader(new ListOverrides()))
            .Descendants("View").Where(view => view.Element("ListControl") is not null);
    }
}
