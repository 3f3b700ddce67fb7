using System.Globalization;
using System.Text.RegularExpressions;
using GalileoEval.Build.Help;
using static GalileoEval.Build.Pages.MarkdownText;

namespace GalileoEval.Build.Pages;

/// <summary>The help of one cmdlet as a page.</summary>
internal sealed partial class CmdletPage
{
    private readonly CmdletHelp _cmdlet;
    private readonly MarkdownText _text;
    private readonly string _about;

    private CmdletPage(CmdletHelp cmdlet, MarkdownText text, string about)
    {
        _cmdlet = cmdlet;
        _text = text;
        _about = about;
    }

    /// <summary>Creates the page.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="text">Converts its text.</param>
    /// <param name="about">The name of the page about the module.</param>
    internal static string Create(CmdletHelp cmdlet, MarkdownText text, string about) =>
        string.Join("\n\n", new CmdletPage(cmdlet, text, about).Blocks().Where(block => block.Length > 0)) + "\n";

    private IEnumerable<string> Blocks()
    {
        yield return HelpPages.Notice($"src/GalileoEval/Commands/{_cmdlet.Area}/{_cmdlet.ClassName}.cs");
        yield return $"# {_cmdlet.Name}";
        yield return _text.Paragraphs([_cmdlet.Synopsis]);
        yield return "## Syntax";
        foreach (ParameterSetHelp set in _cmdlet.ParameterSets)
        {
            if (_cmdlet.ParameterSets.Count > 1)
                yield return $"### {Escape(set.Name)}{(set.IsDefault ? " (default)" : "")}";
            yield return CodeBlock("text", CmdletSyntax.Of(_cmdlet, set));
        }

        yield return "## Description";
        yield return _text.Paragraphs(_cmdlet.Description);
        yield return "## Examples";
        foreach ((int index, ExampleHelp example) in _cmdlet.Examples.Index())
        {
            yield return $"### Example {(index + 1).ToString(CultureInfo.InvariantCulture)}: {Escape(example.Title)}";
            yield return _text.Paragraphs(example.Introduction);
            yield return CodeBlock("powershell", example.Code);
            yield return _text.Paragraphs(example.Remarks);
        }

        yield return "## Parameters";
        foreach (ParameterHelp parameter in _cmdlet.Parameters)
        {
            yield return $"### -{parameter.Name}";
            yield return _text.Paragraphs(parameter.Description);
            yield return string.Join('\n', Properties(parameter).Select(property => $"- {property.Name}: {property.Value}"));
        }

        yield return "### CommonParameters";
        yield return "The common parameters, such as `-Verbose` and `-ErrorAction`: see\n"
            + "[about_CommonParameters](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_commonparameters).";
        yield return "## Inputs";
        yield return Types(_cmdlet.Inputs);
        yield return "## Outputs";
        yield return Types(_cmdlet.Outputs);
        if (_cmdlet.Notes.Count > 0)
            yield return "## Notes";
        yield return _text.Paragraphs(_cmdlet.Notes);
        yield return "## Errors";
        yield return $"The FullyQualifiedErrorId of an error is `<condition>,{_cmdlet.TypeName}`.\n[{_about}]({_about}.md#errors) lists the conditions.";
        yield return "## Related links";
        yield return string.Join('\n', Links());
    }

    private IEnumerable<(string Name, string Value)> Properties(ParameterHelp parameter)
    {
        (string Set, ParameterBinding Binding)[] bindings =
        [
            .. from set in _cmdlet.ParameterSets
               from pair in set.Parameters
               where pair.Parameter.Name == parameter.Name
               select (set.Name, pair.Binding),
        ];
        yield return ("Type", Code(parameter.Type));
        if (parameter.Aliases.Count > 0)
            yield return ("Aliases", string.Join(", ", parameter.Aliases.Select(Code)));
        if (bindings.Length < _cmdlet.ParameterSets.Count)
            yield return ("Parameter sets", string.Join(", ", bindings.Select(pair => Escape(pair.Set))));
        yield return ("Required", BySet(binding => binding.Mandatory ? "yes" : "no"));
        yield return ("Position", BySet(binding => binding.PositionText));
        if (bindings.Any(pair => !pair.Binding.Mandatory))
            yield return ("Default", parameter.DefaultValue is string value ? _text.Line(value) : "none");
        if (parameter.Values.Count > 0)
            yield return ("Accepted values", string.Join(", ", parameter.Values.Select(Code)));
        yield return ("Pipeline input", BySet(PipelineInput));
        if (parameter.Globbing)
            yield return ("Wildcards", "yes");

        string BySet(Func<ParameterBinding, string> describe)
        {
            IGrouping<string, string>[] groups = [.. bindings.GroupBy(pair => describe(pair.Binding), pair => Escape(pair.Set))];
            return groups.Length == 1
                ? groups[0].Key
                : string.Join("; ", groups.Select(group => $"{group.Key} ({string.Join(", ", group)})"));
        }
    }

    private static string PipelineInput(ParameterBinding binding) => (binding.ByValue, binding.ByPropertyName) switch
    {
        (true, true) => "by value, by property name",
        (true, false) => "by value",
        (false, true) => "by property name",
        _ => "no",
    };

    private string Types(IEnumerable<TypeHelp> types) =>
        Table(["type", "description"], types.Select(type => new[] { TypeOf(type), _text.Line(type.Description) }));

    // None is no type.
    private static string TypeOf(TypeHelp type) => type.Name == "None" ? "none" : Code(NamespaceOf().Replace(type.Name, ""));

    private IEnumerable<string> Links() => _cmdlet.Links
        .Select(link => link.Uri.Length > 0 ? $"[{Escape(link.Text)}]({link.Uri})" : _text.Link(link.Text))
        .Append($"[{_about}]({_about}.md)")
        .Append("[All cmdlets](README.md)")
        .Select(link => "- " + link);

    [GeneratedRegex(@"(?:\w+\.)+(?=\w)")]
    private static partial Regex NamespaceOf();
}
