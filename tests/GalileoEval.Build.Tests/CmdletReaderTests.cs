using GalileoEval.Build.Help;

namespace GalileoEval.Build.Tests;

public sealed class CmdletReaderTests(ModuleAssemblyFixture assembly) : IClassFixture<ModuleAssemblyFixture>
{
    private readonly CmdletHelp _cmdlet = assembly.GetSample;

    [Fact]
    public void Reads_every_cmdlet_that_is_not_abstract() =>
        Assert.Equal(["Get-Sample", "Test-Naked"], assembly.Cmdlets.Select(cmdlet => cmdlet.Name));

    [Fact]
    public void Converts_the_summary_to_a_synopsis() => Assert.Equal("Gets a sample of work.", _cmdlet.Synopsis);

    [Fact]
    public void Reads_the_remarks_with_resolved_references() =>
        Assert.Equal(
            ["Reads Test-Naked and -Id, never null.", "Second paragraph.", "- One: first"],
            _cmdlet.Description);

    [Fact]
    public void Reads_the_notes() => Assert.Equal(["Mind the gap."], _cmdlet.Notes);

    [Fact]
    public void Reads_an_example_with_its_code_unchanged()
    {
        Assert.Equal(2, _cmdlet.Examples.Count);
        ExampleHelp example = _cmdlet.Examples[0];
        Assert.Equal("Read one", example.Title);
        Assert.Equal(["Before."], example.Introduction);
        Assert.Equal("Get-Sample -Id 1 |\n    Format-List", example.Code);
        Assert.Equal(["After."], example.Remarks);
        Assert.Equal("Get-Sample -Id 2 |\n    Format-List", _cmdlet.Examples[1].Code);
    }

    [Fact]
    public void Reads_parameters_of_base_classes_and_of_ShouldProcess_but_no_hidden_one() =>
        Assert.Equal(
            ["Confirm", "Day", "Fast", "Id", "Name", "WhatIf"],
            _cmdlet.Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void Reads_a_parameter()
    {
        ParameterHelp id = Parameter("Id");
        Assert.Equal("Int32[]", id.Type);
        Assert.Equal("System.Int32[]", id.TypeName);
        Assert.Equal(["Number", "Key"], id.Aliases);
        ParameterBinding binding = Assert.Single(id.Bindings);
        Assert.True(binding.Mandatory);
        Assert.Equal("0", binding.PositionText);
        Assert.Equal("True (ByValue, ByPropertyName)", binding.PipelineText);
    }

    [Fact]
    public void Reads_wildcards_and_the_default()
    {
        Assert.True(Parameter("Name").Globbing);
        Assert.Equal("every name", Parameter("Name").DefaultValue);
        Assert.Equal("False", Parameter("Fast").DefaultValue);
    }

    [Fact]
    public void Lists_the_values_of_a_nullable_enum()
    {
        Assert.Equal("DayOfWeek", Parameter("Day").Type);
        Assert.Equal(Enum.GetNames<DayOfWeek>(), Parameter("Day").Values);
    }

    [Fact]
    public void Puts_the_default_parameter_set_first_and_positional_parameters_before_others()
    {
        Assert.Equal(["ById", "ByName"], _cmdlet.ParameterSets.Select(set => set.Name));
        Assert.Equal("Id", _cmdlet.ParameterSets[0].Parameters[0].Parameter.Name);
        Assert.DoesNotContain(_cmdlet.ParameterSets[1].Parameters, pair => pair.Parameter.Name == "Id");
        Assert.Contains(_cmdlet.ParameterSets[1].Parameters, pair => pair.Parameter.Name == "Fast");
    }

    [Fact]
    public void Reads_links_to_cmdlets_and_pages() =>
        Assert.Equal(
            [new LinkHelp("Test-Naked", ""), new LinkHelp("The service's page", "https://example.org/")],
            _cmdlet.Links);

    [Fact]
    public void Reads_the_types_of_input_and_output()
    {
        Assert.Equal("System.Int32[]", Assert.Single(_cmdlet.Inputs).Name);
        Assert.Equal(
            [
                new TypeHelp("System.Version", ""),
                new TypeHelp(
                    "GalileoEval.Build.Tests.SampleModel",
                    "Has a property of every kind, and some that no view can display. If Yes is false, -Id or Test-Naked is why."),
            ],
            _cmdlet.Outputs);
        Assert.Equal("None", Assert.Single(assembly.TestNaked.Inputs).Name);
        Assert.Equal("None", Assert.Single(assembly.TestNaked.Outputs).Name);
    }

    private ParameterHelp Parameter(string name) => _cmdlet.Parameters.Single(parameter => parameter.Name == name);
}
