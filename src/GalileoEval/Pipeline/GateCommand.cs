using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Gates;
using GalileoEval.Loading;

namespace GalileoEval.Pipeline;

/// <summary>The base of the gate cmdlets: they collect objects and apply rules at the end. Every error ends the cmdlet,
/// because an incomplete gate must not pass.</summary>
public abstract class GateCommand : EvalCommand
{
    /// <summary>The parameter set of rules.</summary>
    internal const string RuleSet = "Rule";

    /// <summary>The parameter set of a policy file.</summary>
    internal const string PathSet = "Path";

    private readonly List<EvalGateSubject> _subjects = [];
    private IReadOnlyList<EvalGateRule> _rules = [];

    private protected GateCommand()
    {
    }

    /// <summary>The rules: objects of New-EvalGateRule, or hashtables with the same properties, such as @{ Metric =
    /// 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }. Without any rule the gate does not pass.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RuleSet)]
    [AllowEmptyCollection]
    [AllowNull]
    public object?[]? Rule { get; set; }

    /// <summary>A policy file of rules: PowerShell data (.psd1) or JSON. It is read as data; nothing in it
    /// runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Reads the rules, before any object arrives.</summary>
    protected override void BeginProcessing() =>
        _rules = OrEnd(ParameterSetName == PathSet ? Path : Rule, () => ParameterSetName switch
        {
            RuleSet => GateRuleReader.ReadAll(Rule ?? []),
            PathSet => GatePolicyFile.Read(FilePath.Literal(SessionState.Path, Path, "Specify the path of a policy file.")),
            _ => [],
        });

    /// <summary>Collects objects to test.</summary>
    /// <param name="input">An object, or a list of objects.</param>
    private protected void Collect(object? input)
    {
        foreach (object item in GateInput.Unroll(input))
            OrEnd(item, () => _subjects.Add(GateInput.SubjectOf(item)));
    }

    /// <summary>Compares the collected objects with the rules.</summary>
    private protected IReadOnlyList<EvalGateResult> Compare() =>
        PrivateAssemblies.Gates.Test(_rules, _subjects, static (name, pattern) => NamePattern.MatchesAny(name, [pattern]));
}
