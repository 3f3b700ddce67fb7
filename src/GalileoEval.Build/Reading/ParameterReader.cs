using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>Reads a cmdlet's parameters.</summary>
public sealed partial class ParameterReader
{
    private const string Namespace = "System.Management.Automation.";

    private readonly XmlDocumentation _documentation;
    private readonly DocumentationText _text;

    /// <summary>Creates a reader.</summary>
    /// <param name="documentation">The source of the text.</param>
    /// <param name="text">Formats the text.</param>
    public ParameterReader(XmlDocumentation documentation, DocumentationText text)
    {
        _documentation = documentation;
        _text = text;
    }

    /// <summary>Reads the parameters of a cmdlet, including inherited ones.</summary>
    /// <param name="cmdlet">The cmdlet's class.</param>
    /// <param name="supportsShouldProcess">Whether it has <c>-WhatIf</c> and <c>-Confirm</c>.</param>
    /// <param name="supportsPaging">Whether it has <c>-First</c>, <c>-Skip</c> and <c>-IncludeTotalCount</c>.</param>
    /// <returns>The parameters, by name.</returns>
    public IReadOnlyList<ParameterHelp> Read(Type cmdlet, bool supportsShouldProcess, bool supportsPaging)
    {
        IEnumerable<ParameterHelp> own = cmdlet.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Attributes(Namespace + "ParameterAttribute").Any(IsShown))
            .DistinctBy(property => property.Name)
            .Select(Read);
        return
        [
            .. own.Concat(supportsShouldProcess ? ShouldProcessParameters.All : [])
                .Concat(supportsPaging ? PagingParameters.All : [])
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ];
    }

    private static bool IsShown(CustomAttributeData parameter) => !parameter.Named<bool>("DontShow");

    private ParameterHelp Read(PropertyInfo property)
    {
        XElement said = _documentation.Of(property.DocumentationId());
        Type type = property.PropertyType;
        bool isSwitch = type.FullName == Namespace + "SwitchParameter";
        IReadOnlyList<string> description = [.. _text.Paragraphs(said.Element("summary")), .. _text.Paragraphs(said.Element("remarks"))];
        return new ParameterHelp
        {
            Name = property.Name,
            Type = TypeName.Short(type),
            TypeName = TypeName.Full(type),
            IsSwitch = isSwitch,
            IsArray = type.IsArray,
            Globbing = property.Attribute(Namespace + "SupportsWildcardsAttribute") is not null,
            Aliases = [.. Strings(property, "AliasAttribute")],
            Values = [.. ValuesOf(property)],
            DefaultValue = DefaultIn(description) ?? (isSwitch ? "False" : null),
            Description = description,
            Bindings = [.. property.Attributes(Namespace + "ParameterAttribute").Where(IsShown).Select(Binding)],
        };
    }

    private static ParameterBinding Binding(CustomAttributeData attribute) => new()
    {
        Set = attribute.Named<string>("ParameterSetName") ?? ParameterBinding.AllSets,
        Mandatory = attribute.Named<bool>("Mandatory"),
        Position = attribute.Named<int?>("Position") is int position && position != int.MinValue ? position : null,
        ByValue = attribute.Named<bool>("ValueFromPipeline"),
        ByPropertyName = attribute.Named<bool>("ValueFromPipelineByPropertyName"),
        FromRemaining = attribute.Named<bool>("ValueFromRemainingArguments"),
    };

    private static IEnumerable<string> ValuesOf(PropertyInfo property)
    {
        Type item = TypeName.Item(property.PropertyType);
        return item.IsEnum
            ? item.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)
            : Strings(property, "ValidateSetAttribute");
    }

    /// <summary>Extracts the default from the text, such as <c>Default: 16.</c></summary>
    private static string? DefaultIn(IEnumerable<string> description) =>
        description.Select(paragraph => Default().Match(paragraph)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static IEnumerable<string> Strings(PropertyInfo property, string attribute) =>
        property.Attributes(Namespace + attribute).SelectMany(found => found.Positional()).OfType<string>();

    [GeneratedRegex(@"\bDefault: (.+?)(?:[.;](?:\s|$)|$)")]
    private static partial Regex Default();
}
