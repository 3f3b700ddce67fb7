using GalileoEval.Build.Help;

namespace GalileoEval.Build.Tests;

public sealed class HelpCompletenessTests(ModuleAssemblyFixture assembly) : IClassFixture<ModuleAssemblyFixture>
{
    [Fact]
    public void Finds_no_gap_in_a_documented_cmdlet() =>
        Assert.Empty(HelpCompleteness.GapsIn([assembly.GetSample]));

    [Theory]
    [InlineData("no area: write NakedSampleCommand in a file NakedSampleCommand.cs")]
    [InlineData("no synopsis")]
    [InlineData("no description")]
    [InlineData("no example")]
    [InlineData("-Anything has no text")]
    public void Names_each_gap(string gap) =>
        Assert.Contains(HelpCompleteness.GapsIn([assembly.TestNaked]), found => found.Contains(gap, StringComparison.Ordinal));

    [Fact]
    public void Requires_a_title_and_code_in_an_example()
    {
        CmdletHelp cmdlet = assembly.GetSample with { Examples = [new ExampleHelp("", [], "", [])] };
        Assert.Equal(2, HelpCompleteness.GapsIn([cmdlet]).Count);
    }

    [Fact]
    public void Reports_an_assembly_without_cmdlets_as_incomplete() => Assert.Single(HelpCompleteness.GapsIn([]));
}
