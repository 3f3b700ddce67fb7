using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Gates;
using GalileoEval.Errors;
using GalileoEval.Loading;

namespace GalileoEval.Pipeline;

/// <summary>What the cmdlets of gates share: they collect objects and compare them with rules at the end. Every error ends the
/// cmdlet, because a gate that left something out must not pass.</summary>
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

    /// <summary>The rules: objects of New-EvalGateRule, or hashtables with the same names, such as @{ Metric = 'correctness';
    /// Statistic = 'Mean'; Minimum = 0.8 }. Without any rule the gate does not pass.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RuleSet)]
    [AllowEmptyCollection]
    [AllowNull]
    public object?[]? Rule { get; set; }

    /// <summary>A policy file of rules: PowerShell data (.psd1) or JSON. It is read as data; nothing in it runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Reads the rules, before any object arrives.</summary>
    protected override void BeginProcessing() => OrEnd(() =>
    {
        _rules = ParameterSetName switch
        {
            RuleSet => GateRuleReader.ReadAll(Rule ?? []),
            PathSet => GatePolicyFile.Read(FilePath.Literal(SessionState.Path, Path, "Give the path of a policy file.")),
            _ => [],
        };
    }, ParameterSetName == PathSet ? Path : Rule);

    /// <summary>Takes objects that the rules are about.</summary>
    /// <param name="input">An object, or a list of objects.</param>
    private protected void Collect(object? input)
    {
        foreach (object item in GateInput.Unroll(input))
            OrEnd(() => _subjects.Add(GateInput.SubjectOf(item)), item);
    }

    /// <summary>Compares the collected objects with the rules.</summary>
    private protected IReadOnlyList<EvalGateResult> Compare() =>
        PrivateAssemblies.Gates.Test(_rules, _subjects, static (name, pattern) => NamePattern.MatchesAny(name, [pattern]));

    /// <summary>Ends the cmdlet where something is wrong.</summary>
    private protected void OrEnd(Action action, object? target)
    {
        try
        {
            action();
        }
        catch (EvalException e)
        {
            ThrowTerminatingError(EvalErrorRecord.From(e, target));
        }
    }
}
