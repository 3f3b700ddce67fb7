using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Gates;
using GalileoEval.Completion;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Creates a rule for Test-EvalGate and Assert-EvalGate.</summary>
/// <remarks>
/// <para>A rule consists of metrics, one property (the statistic), and conditions for its value. Properties of
/// Measure-EvalScore, Compare-EvalScore, Measure-EvalAgreement and of work that Wait-EvalTask waits for can be
/// statistics: Mean, PassRate, Verdict, Value, State and so on. If several of these have a property, -Source selects
/// one.</para>
/// <para>Several conditions must all be met. A value that is null is inconclusive, which does not pass.</para>
/// <para>A rule is checked when it is created: an unknown statistic, an unknown value of an enumeration such as
/// Verdict, or a rule without a condition is an error.</para>
/// </remarks>
/// <example>
/// <para>A mean that must not be too low</para>
/// <code>New-EvalGateRule correctness Mean -Minimum 0.8</code>
/// <para>Creates a rule about the summary of one metric.</para>
/// </example>
/// <example>
/// <para>No metric may get worse</para>
/// <code>New-EvalGateRule * Verdict -NotEqualTo Regressed, Inconclusive -Name 'no regression'</code>
/// <para>Creates a rule about every comparison.</para>
/// </example>
/// <example>
/// <para>The lower limit of agreement</para>
/// <code>New-EvalGateRule overall_quality Low -Minimum 0.667 -Source Agreement</code>
/// <para>Creates a rule about a property that several sources have.</para>
/// </example>
/// <example>
/// <para>All work succeeded</para>
/// <code>New-EvalGateRule * State -EqualTo Succeeded</code>
/// <para>Creates a rule about work. Its metric is compared with the text that identifies the work, such as "task
/// task_1".</para>
/// </example>
/// <seealso>Test-EvalGate</seealso>
/// <seealso>Assert-EvalGate</seealso>
[Cmdlet(VerbsCommon.New, "EvalGateRule")]
[OutputType(typeof(EvalGateRule))]
public sealed class NewEvalGateRuleCommand : EvalCommand
{
    /// <summary>The metrics that the rule applies to; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Metric { get; set; } = "";

    /// <summary>The property to compare, such as Mean, PassRate, Verdict, Value or State.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(GateStatisticCompleter))]
    [ValidateNotNullOrEmpty]
    public string Statistic { get; set; } = "";

    /// <summary>The smallest value that passes. Default: no limit.</summary>
    [Parameter]
    public double? Minimum { get; set; }

    /// <summary>The largest value that passes. Default: no limit.</summary>
    [Parameter]
    public double? Maximum { get; set; }

    /// <summary>The values that pass: the value must be one of them. Case-insensitive. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GateValueCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] EqualTo { get; set; } = [];

    /// <summary>The values that do not pass: the value must be none of them. Case-insensitive. Default: none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GateValueCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] NotEqualTo { get; set; } = [];

    /// <summary>The source of the property: Summary, Comparison, Agreement or Work. Default: the only source that has
    /// it.</summary>
    [Parameter]
    public EvalGateSource? Source { get; set; }

    /// <summary>The groups that the rule applies to; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>The name of the rule in results. Default: the rule itself, such as "correctness Mean &gt;=
    /// 0.8".</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Skips the rule if it matches nothing. Default: the rule is then inconclusive, and the gate does not
    /// pass.</summary>
    [Parameter]
    public SwitchParameter Optional { get; set; }

    /// <summary>Creates the rule.</summary>
    protected override void EndProcessing()
    {
        EvalGateRule rule = new()
        {
            Metric = Metric,
            Statistic = Statistic,
            Minimum = Minimum,
            Maximum = Maximum,
            EqualTo = new EvalList<object?>([.. EqualTo.Select(InputValue.Bare)]),
            NotEqualTo = new EvalList<object?>([.. NotEqualTo.Select(InputValue.Bare)]),
            Source = Source,
            Group = Group,
            Name = Name,
            Optional = Optional,
        };
        OrEnd(Statistic, () => WriteObject(GateRuleReader.Complete(rule, null)));
    }
}
