using System.Text;
using GalileoEval.Build.Help;

namespace GalileoEval.Build.Pages;

/// <summary>The syntax of a cmdlet, as <c>Get-Help</c> displays it. If the accepted values fill a line, their type
/// stands for them.</summary>
internal static class CmdletSyntax
{
    private const int Width = 80;
    private const string Indent = "    ";

    /// <summary>The syntax of one parameter set; lines that continue are indented.</summary>
    internal static string Of(CmdletHelp cmdlet, ParameterSetHelp set)
    {
        StringBuilder syntax = new(cmdlet.Name);
        int length = syntax.Length;
        foreach (string part in set.Parameters.Select(pair => Part(pair.Parameter, pair.Binding)).Append("[<CommonParameters>]"))
        {
            bool breaks = length + 1 + part.Length > Width;
            syntax.Append(breaks ? "\n" + Indent : " ").Append(part);
            length = (breaks ? Indent.Length : length + 1) + part.Length;
        }

        return syntax.ToString();
    }

    private static string Part(ParameterHelp parameter, ParameterBinding binding)
    {
        string name = binding.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string values = $"{{{string.Join(" | ", parameter.Values)}}}";
        string value = parameter switch
        {
            { IsSwitch: true } => "",
            { Values.Count: > 0 } when Indent.Length + name.Length + values.Length < Width - 4 => $" {values}",
            _ => $" <{parameter.Type}>",
        };
        return binding.Mandatory ? name + value : $"[{name}{value}]";
    }
}
