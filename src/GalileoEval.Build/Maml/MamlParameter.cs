using System.Xml.Linq;
using GalileoEval.Build.Help;
using static GalileoEval.Build.Maml.MamlNames;

namespace GalileoEval.Build.Maml;

/// <summary>A parameter as XML: once in the list of parameters, and once in each syntax item that contains it.</summary>
internal static class MamlParameter
{
    internal static XElement Create(ParameterHelp parameter) =>
        Create(parameter, parameter.Bindings.FirstOrDefault(binding => binding.Mandatory) ?? parameter.Bindings[0]);

    internal static XElement CreateSyntax(ParameterHelp parameter, ParameterBinding binding)
    {
        XElement element = Create(parameter, binding);
        if (parameter.IsSwitch)
            element.Elements(CommandSpace + "parameterValue").Remove(); // the syntax of a switch has no value
        if (parameter.Values.Count > 0)
        {
            element.Add(new XElement(
                CommandSpace + "parameterValueGroup",
                parameter.Values.Select(value => Value(value, parameter))));
        }

        return element;
    }

    private static XElement Create(ParameterHelp parameter, ParameterBinding binding) => new(
        CommandSpace + "parameter",
        new XAttribute("required", binding.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.Globbing ? "true" : "false"),
        new XAttribute("pipelineInput", binding.PipelineText),
        new XAttribute("position", binding.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(MamlSpace + "name", parameter.Name),
        new XElement(MamlSpace + "description", Paras([.. parameter.Description, .. AcceptedValues(parameter)])),
        Value(parameter.Type, parameter),
        new XElement(
            DevSpace + "type",
            new XElement(MamlSpace + "name", parameter.TypeName),
            new XElement(MamlSpace + "uri")),
        new XElement(DevSpace + "defaultValue", parameter.DefaultValue ?? "None"));

    private static XElement Value(string text, ParameterHelp parameter) => new(
        CommandSpace + "parameterValue",
        new XAttribute("required", parameter.IsSwitch ? "false" : "true"),
        new XAttribute("variableLength", parameter.IsArray ? "true" : "false"),
        text);

    private static IEnumerable<string> AcceptedValues(ParameterHelp parameter)
    {
        if (parameter.Values.Count > 0)
            yield return "Accepted values: " + string.Join(", ", parameter.Values) + ".";
    }
}
