using System.Text.RegularExpressions;

namespace GalileoEval.Build.Tests.Architecture;

/// <summary>The layers and folders of the shipped assemblies.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] _projects = ["GalileoEval", "GalileoEval.Client", "GalileoEval.Http", "GalileoEval.Analysis", "GalileoEval.Sandbox"];

    public static TheoryData<string> Projects => [.. _projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Refers_to_the_client_and_to_no_other_assembly_of_the_module(string project)
    {
        using BuiltAssembly assembly = BuiltAssembly.Of(project);
        string[] allowed = project == "GalileoEval.Client" ? [] : ["GalileoEval.Client"];
        Assert.Equal(allowed, assembly.References.Where(name => name.StartsWith("GalileoEval", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GalileoEval")]
    [InlineData("GalileoEval.Client")]
    public void Has_no_package_in_the_default_load_context(string project)
    {
        using BuiltAssembly assembly = BuiltAssembly.Of(project);
        Assert.DoesNotContain(
            assembly.References,
            name => !name.StartsWith("System", StringComparison.Ordinal) && !name.StartsWith("GalileoEval", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_cmdlets_know_PowerShell(string project)
    {
        using BuiltAssembly assembly = BuiltAssembly.Of(project);
        Assert.Equal(project == "GalileoEval", assembly.References.Contains("System.Management.Automation"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_depends_on_itself(string project)
    {
        using BuiltAssembly assembly = BuiltAssembly.Of(project);
        Assert.Empty(new NamespaceGraph(assembly.Arrows()).Cyclic);
    }

    [Fact]
    public void Finds_the_arrows_of_a_cycle_and_no_others()
    {
        NamespaceGraph graph = new([new Arrow("A", "B"), new Arrow("B", "C"), new Arrow("C", "B")]);
        Assert.Equal([new Arrow("B", "C"), new Arrow("C", "B")], graph.Cyclic);
    }

    [Fact]
    public void Reads_the_references_of_a_namespace()
    {
        using BuiltAssembly module = BuiltAssembly.Of("GalileoEval");
        // An attribute, a base class and a call.
        Assert.Superset(
            new HashSet<Arrow>
            {
                new("GalileoEval.Commands", "GalileoEval.Completion"),
                new("GalileoEval.Commands", "GalileoEval.Pipeline"),
                new("GalileoEval.Lifetime", "GalileoEval.Connections"),
            },
            module.Arrows().ToHashSet());
    }

    [Fact]
    public void Every_namespace_is_in_one_assembly()
    {
        List<string> all = [];
        foreach (string project in _projects)
        {
            using BuiltAssembly assembly = BuiltAssembly.Of(project);
            all.AddRange(assembly.Namespaces);
        }

        Assert.Empty(all.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    // The sandbox is also a program, which prints how to connect to it.
    [Theory]
    [InlineData("GalileoEval.Client")]
    [InlineData("GalileoEval.Http")]
    [InlineData("GalileoEval.Analysis")]
    public void No_text_names_a_cmdlet(string project)
    {
        using BuiltAssembly assembly = BuiltAssembly.Of(project);
        Assert.Empty(assembly.Strings.SelectMany(text => CmdletName().Matches(text)).Select(match => match.Value));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Eval|Galileo|Kolena|Scale)[A-Z]?\w*")]
    private static partial Regex CmdletName();
}
