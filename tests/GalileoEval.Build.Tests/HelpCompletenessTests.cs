using GalileoEval.Build.Help;

namespace GalileoEval.Build.Tests;

public sealed class HelpCompletenessTests(ModuleAssemblyFixture assembly) : IClassFixture<ModuleAssemblyFixture>
{
    [Fact]
    public void Finds_nothing_to_say_of_a_documented_cmdlet() =>
        Assert.Empty(HelpCompleteness.GapsIn([assembly.GetSample]));

    [Theory]
    [InlineData("no synopsis")]
    [InlineData("no description")]
    [InlineData("no example")]
    [InlineData("-Anything has no text")]
    public void Names_each_gap(string gap) =>
        Assert.Contains(HelpCompleteness.GapsIn([assembly.TestNaked]), found => found.Contains(gap, StringComparison.Ordinal));

    [Fact]
    public void Wants_a_title_and_code_in_an_example()
    {
        CmdletHelp cmdlet = assembly.GetSample with { Examples = [new ExampleHelp("", [], "", [])] };
        Assert.Equal(2, HelpCompleteness.GapsIn([cmdlet]).Count);
    }

    [Fact]
    public void Does_not_take_an_assembly_without_cmdlets_for_whole() => Assert.Single(HelpCompleteness.GapsIn([]));
}
