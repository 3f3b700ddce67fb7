using System.Globalization;
using System.Xml.Linq;
using GalileoEval.Build.Help;
using static GalileoEval.Build.Maml.MamlNames;

namespace GalileoEval.Build.Maml;

/// <summary>The help of one cmdlet as XML.</summary>
internal static class MamlCommand
{
    internal static XElement Create(CmdletHelp cmdlet) => new(
        CommandSpace + "command",
        new XAttribute(XNamespace.Xmlns + "maml", MamlSpace),
        new XAttribute(XNamespace.Xmlns + "command", CommandSpace),
        new XAttribute(XNamespace.Xmlns + "dev", DevSpace),
        new XElement(
            CommandSpace + "details",
            new XElement(CommandSpace + "name", cmdlet.Name),
            new XElement(CommandSpace + "verb", cmdlet.Verb),
            new XElement(CommandSpace + "noun", cmdlet.Noun),
            new XElement(MamlSpace + "description", Paras([cmdlet.Synopsis]))),
        new XElement(MamlSpace + "description", Paras(cmdlet.Description)),
        new XElement(CommandSpace + "syntax", cmdlet.ParameterSets.Select(set => SyntaxItem(cmdlet, set))),
        new XElement(CommandSpace + "parameters", cmdlet.Parameters.Select(parameter => MamlParameter.Create(parameter))),
        new XElement(CommandSpace + "inputTypes", cmdlet.Inputs.Select(type => TypeOf("inputType", type))),
        new XElement(CommandSpace + "returnValues", cmdlet.Outputs.Select(type => TypeOf("returnValue", type))),
        cmdlet.Notes.Count > 0
            ? new XElement(MamlSpace + "alertSet", new XElement(MamlSpace + "alert", Paras(cmdlet.Notes)))
            : null,
        new XElement(CommandSpace + "examples", cmdlet.Examples.Select(Example)),
        new XElement(CommandSpace + "relatedLinks", cmdlet.Links.Select(Link)));

    private static XElement SyntaxItem(CmdletHelp cmdlet, ParameterSetHelp set) => new(
        CommandSpace + "syntaxItem",
        new XElement(MamlSpace + "name", cmdlet.Name),
        set.Parameters.Select(pair => MamlParameter.CreateSyntax(pair.Parameter, pair.Binding)));

    private static XElement TypeOf(string element, TypeHelp type) => new(
        CommandSpace + element,
        new XElement(DevSpace + "type", new XElement(MamlSpace + "name", type.Name)),
        new XElement(MamlSpace + "description", Paras([type.Description])));

    private static XElement Example(ExampleHelp example, int index)
    {
        string number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return new XElement(
            CommandSpace + "example",
            new XElement(MamlSpace + "title", $"---- Example {number}: {example.Title} ----"),
            // Get-Help prints the introduction right before the code, on the same line.
            example.Introduction.Count > 0
                ? new XElement(MamlSpace + "introduction", Paras([.. example.Introduction, ""]))
                : null,
            new XElement(DevSpace + "code", example.Code),
            new XElement(DevSpace + "remarks", Paras(example.Remarks)));
    }

    private static XElement Link(LinkHelp link) => new(
        MamlSpace + "navigationLink",
        new XElement(MamlSpace + "linkText", link.Text),
        new XElement(MamlSpace + "uri", link.Uri));
}
