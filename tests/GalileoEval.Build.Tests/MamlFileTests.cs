using System.Xml.Linq;
using GalileoEval.Build.Maml;

namespace GalileoEval.Build.Tests;

public sealed class MamlFileTests(ModuleAssemblyFixture assembly) : IClassFixture<ModuleAssemblyFixture>
{
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _root = MamlFile.Create([assembly.GetSample]).Root!;

    [Fact]
    public void Has_the_root_that_Get_Help_looks_for()
    {
        Assert.Equal(XName.Get("helpItems", "http://msh"), _root.Name);
        Assert.Equal("maml", (string?)_root.Attribute("schema"));
    }

    [Fact]
    public void Names_the_cmdlet()
    {
        XElement details = _root.Descendants(_command + "details").Single();
        Assert.Equal("Get-Sample", (string?)details.Element(_command + "name"));
        Assert.Equal("Get", (string?)details.Element(_command + "verb"));
        Assert.Equal("Sample", (string?)details.Element(_command + "noun"));
    }

    [Fact]
    public void Shows_a_switch_without_a_value_in_the_syntax()
    {
        XElement fast = _root.Descendants(_command + "syntaxItem").First()
            .Elements(_command + "parameter")
            .Single(parameter => (string?)parameter.Element(_maml + "name") == "Fast");
        Assert.Empty(fast.Elements(_command + "parameterValue"));
    }

    [Fact]
    public void Shows_how_a_parameter_is_bound()
    {
        XElement id = _root.Descendants(_command + "parameters").Single()
            .Elements(_command + "parameter")
            .Single(parameter => (string?)parameter.Element(_maml + "name") == "Id");
        Assert.Equal("true", (string?)id.Attribute("required"));
        Assert.Equal("0", (string?)id.Attribute("position"));
        Assert.Equal("Number, Key", (string?)id.Attribute("aliases"));
        Assert.Equal("System.Int32[]", (string?)id.Element(_dev + "type")?.Element(_maml + "name"));
    }

    [Fact]
    public void Keeps_the_lines_of_an_example() =>
        Assert.Equal("Get-Sample -Id 1 |\n    Format-List", (string?)_root.Descendants(_dev + "code").First());

    [Theory]
    [InlineData("https://example.org/{0}.html", "https://example.org/Get-Sample.html", "", "https://example.org/")]
    [InlineData("", "", "https://example.org/")]
    public void Begins_the_links_with_the_online_version_if_there_is_an_address(string address, params string[] links)
    {
        XElement root = MamlFile.Create([assembly.GetSample.WithOnlineVersion(address)]).Root!;
        Assert.Equal(links, root.Descendants(_maml + "navigationLink").Select(link => (string?)link.Element(_maml + "uri")));
    }

    [Fact]
    public void Writes_a_file_that_reads_back()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string path = Path.Combine(folder, "en-US", "Sample.dll-Help.xml");
            MamlFile.Write(assembly.Cmdlets, path);
            Assert.Equal(2, XDocument.Load(path).Root!.Elements(_command + "command").Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
