using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Tests whether evaluation results meet the rules of a gate.</summary>
/// <remarks>
/// <para>Applies every rule to every matching object: the summaries of Measure-EvalScore, the comparisons of
/// Compare-EvalScore, the agreement of Measure-EvalAgreement, and work such as validations and tasks. Objects from CSV,
/// JSON, CLIXML or a job are identified by their properties. Any other object is an error.</para>
/// <para>A rule passes, fails or is inconclusive: if the value is null, if it is not a number but the rule has a limit,
/// or if the rule matches nothing. With -Optional, a rule that matches nothing is Skipped. The gate passes if at least
/// one rule passed and none failed or was inconclusive: a gate that checked nothing does not pass.</para>
/// <para>A policy file contains a hashtable (or a JSON object) with the field Rules, a list of rules, and may have
/// Version (1) and Description. A value within a relative 1e-12 of a limit is treated as equal to it.</para>
/// </remarks>
/// <example>
/// <para>Test one metric</para>
/// <code>$scores = [pscustomobject]@{ correctness = 0.9 }, [pscustomobject]@{ correctness = 0.8 }
/// $scores | Measure-EvalScore correctness | Test-EvalGate @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }</code>
/// <para>Returns True.</para>
/// </example>
/// <example>
/// <para>Show every result of a policy file</para>
/// <code>"@{ Rules = @(
///     @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }
///     @{ Metric = 'correctness'; Statistic = 'Failed'; Maximum = 0 }
/// ) }" | Set-Content policy.psd1
/// [pscustomobject]@{ correctness = 0.7 } | Measure-EvalScore correctness | Test-EvalGate -Path policy.psd1 -Detailed</code>
/// <para>Writes a result for each rule: one failed, one passed.</para>
/// </example>
/// <example>
/// <para>Require that work succeeded</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask -BatchName sandbox-ratings | Test-EvalGate (New-EvalGateRule * State -EqualTo Succeeded) -Detailed</code>
/// <para>Writes a result for each task.</para>
/// </example>
/// <seealso>Assert-EvalGate</seealso>
/// <seealso>New-EvalGateRule</seealso>
/// <seealso>Measure-EvalScore</seealso>
/// <seealso>Compare-EvalScore</seealso>
/// <seealso>Measure-EvalAgreement</seealso>
[Cmdlet(VerbsDiagnostic.Test, "EvalGate", DefaultParameterSetName = RuleSet)]
[OutputType(typeof(bool))]
[OutputType(typeof(EvalGateResult))]
public sealed class TestEvalGateCommand : GateCommand
{
    /// <summary>The objects to test. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Returns a result for each rule and object instead of a Boolean.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Collects objects.</summary>
    protected override void ProcessRecord() => Collect(InputObject);

    /// <summary>Compares them with the rules.</summary>
    protected override void EndProcessing()
    {
        IReadOnlyList<EvalGateResult> results = Compare();
        if (Detailed)
            WriteObject(results, enumerateCollection: true);
        else
            WriteObject(EvalGateResult.AllPassed(results));
    }
}
