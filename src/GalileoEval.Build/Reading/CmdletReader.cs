using System.Reflection;
using System.Xml.Linq;
using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>
/// Reads a cmdlet: its parameters from its attributes, its text from its XML documentation. A class's summary is the
/// synopsis, its remarks are the description, an <c>example</c> begins with a <c>para</c> as its title, a list of type
/// <c>alertSet</c> contains the notes, and <c>seealso</c> is a related link.
/// </summary>
public sealed class CmdletReader
{
    /// <summary>The attribute that makes a class a cmdlet.</summary>
    public const string CmdletAttribute = "System.Management.Automation.CmdletAttribute";

    private const string OutputTypeAttribute = "System.Management.Automation.OutputTypeAttribute";

    private readonly XmlDocumentation _documentation;

    /// <summary>Creates a reader.</summary>
    /// <param name="documentation">The source of the text.</param>
    public CmdletReader(XmlDocumentation documentation)
    {
        _documentation = documentation;
    }

    /// <summary>Reads a cmdlet.</summary>
    /// <param name="type">The cmdlet's class.</param>
    /// <returns>The help.</returns>
    public CmdletHelp Read(Type type)
    {
        CustomAttributeData attribute = type.Attribute(CmdletAttribute)!;
        string[] name = [.. attribute.Positional().OfType<string>()];
        DocumentationText text = new(cref => NameOf(cref, type));
        XElement said = _documentation.Of(type.DocumentationId());
        IReadOnlyList<ParameterHelp> parameters =
            new ParameterReader(_documentation, text).Read(
                type, attribute.Named<bool>("SupportsShouldProcess"), attribute.Named<bool>("SupportsPaging"));

        return new CmdletHelp
        {
            Verb = name[0],
            Noun = name[1],
            TypeName = type.FullName!,
            Synopsis = text.Line(said.Element("summary")),
            Description = text.Paragraphs(said.Element("remarks")),
            Notes = [.. said.Descendants("list").Where(IsNotes).Elements("item").Select(text.Item)],
            Parameters = parameters,
            ParameterSets = ParameterSets.Of(parameters, attribute.Named<string>("DefaultParameterSetName")),
            Inputs = [.. Inputs(parameters)],
            Outputs =
            [
                .. type.Attributes(OutputTypeAttribute).SelectMany(outputs => Outputs(outputs, type)).Distinct()
                    .DefaultIfEmpty(new TypeHelp("None", "It writes nothing.")),
            ],
            Examples = [.. said.Elements("example").Select(example => Example(example, text))],
            Links = [.. said.Elements("seealso").Select(link => Link(link, text))],
        };
    }

    private static bool IsNotes(XElement list) => (string?)list.Attribute("type") == "alertSet";

    private static ExampleHelp Example(XElement example, DocumentationText text)
    {
        XElement? code = example.Element("code");
        IReadOnlyList<string> before = text.Paragraphs(code is null ? example.Nodes() : code.NodesBeforeSelf());
        return new ExampleHelp(
            before.FirstOrDefault("").TrimEnd('.'),
            [.. before.Skip(1)],
            DocumentationText.Code(code),
            code is null ? [] : text.Paragraphs(code.NodesAfterSelf()));
    }

    private static IEnumerable<TypeHelp> Inputs(IReadOnlyList<ParameterHelp> parameters) =>
        parameters.Where(parameter => parameter.Bindings.Any(binding => binding.FromPipeline))
            .OrderByDescending(parameter => parameter.Bindings.Any(binding => binding.ByValue))
            .Select(parameter => new TypeHelp(parameter.TypeName, $"-{parameter.Name}: {HowBound(parameter)}"))
            .DefaultIfEmpty(new TypeHelp("None", "It takes no pipeline input."));

    private static string HowBound(ParameterHelp parameter) =>
        parameter.Bindings.First(binding => binding.FromPipeline) switch
        {
            { ByValue: true, ByPropertyName: true } => "by value, or a property of that name.",
            { ByValue: true } => "by value.",
            _ => "a property of that name.",
        };

    private IEnumerable<TypeHelp> Outputs(CustomAttributeData outputType, Type cmdlet) =>
        outputType.Positional().Select(value => value is Type type
            ? new TypeHelp(TypeName.Full(type), SaidOf(type, cmdlet))
            : new TypeHelp((string)value!, ""));

    // A property of an output type is not a parameter: its name has no dash.
    private string SaidOf(Type type, Type cmdlet) =>
        new DocumentationText(cref => NameOf(cref, cmdlet)).Line(_documentation.Of(type.DocumentationId()).Element("summary"));

    private static LinkHelp Link(XElement link, DocumentationText text) =>
        new(text.Line(new XElement("member", link)), (string?)link.Attribute("href") ?? "");

    /// <summary>Formats a reference: the name of a cmdlet, a parameter with a dash, a type without its namespace.</summary>
    private static string NameOf(string cref, Type cmdlet)
    {
        string name = cref[2..].Split('(')[0];
        if (cref[0] == 'T')
        {
            return cmdlet.Assembly.GetType(name)?.Attribute(CmdletAttribute) is CustomAttributeData attribute
                ? string.Join("-", attribute.Positional())
                : Last(name);
        }

        string owner = name[..name.LastIndexOf('.')];
        for (Type? type = cmdlet; cref[0] == 'P' && type is not null; type = type.BaseType)
        {
            if (type.FullName == owner)
                return "-" + Last(name);
        }

        return Last(name);
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..].Split('`')[0];
}
