using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Gates;
using GalileoEval.Errors;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Throws an error unless evaluation results meet the rules of a gate.</summary>
/// <remarks>
/// <para>Compares as Test-EvalGate does, or takes the results of Test-EvalGate -Detailed from the pipeline. Writes
/// nothing if the gate passes. Otherwise it throws the terminating error GateFailed, whose TargetObject contains the
/// results: a rule failed or was inconclusive, there were no rules, or all of them were skipped.</para>
/// <para>In a script that a CI job runs, set $ErrorActionPreference = 'Stop', so that the script ends there with a
/// non-zero exit code.</para>
/// </remarks>
/// <example>
/// <para>Stop a build whose scores are too low</para>
/// <code>$ErrorActionPreference = 'Stop'
/// $scores = [pscustomobject]@{ correctness = 0.9 }, [pscustomobject]@{ correctness = 0.8 }
/// $scores | Measure-EvalScore correctness | Assert-EvalGate @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }</code>
/// <para>Writes nothing: the mean is 0.85.</para>
/// </example>
/// <example>
/// <para>Save the results before the build stops</para>
/// <code>$scores = [pscustomobject]@{ correctness = 0.9 }, [pscustomobject]@{ correctness = 0.8 }
/// $rule = New-EvalGateRule correctness Mean -Minimum 0.8
/// $results = $scores | Measure-EvalScore correctness | Test-EvalGate $rule -Detailed
/// $results | Export-Csv gate.csv -NoTypeInformation
/// $results | Assert-EvalGate -Detailed</code>
/// <para>Writes the results to a file and to the log, and throws an error if the gate does not pass.</para>
/// </example>
/// <seealso>Test-EvalGate</seealso>
/// <seealso>New-EvalGateRule</seealso>
[Cmdlet(VerbsLifecycle.Assert, "EvalGate", DefaultParameterSetName = ResultSet)]
[OutputType(typeof(EvalGateResult))]
public sealed class AssertEvalGateCommand : GateCommand
{
    private const string ResultSet = "Result";
    private const int NamedResults = 5;

    private readonly List<EvalGateResult> _results = [];

    /// <summary>The objects to test or, without rules, results of Test-EvalGate -Detailed. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ResultSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RuleSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Writes the results, even if the gate does not pass. Default: writes nothing.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Collects objects.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ResultSet)
        {
            Collect(InputObject);
            return;
        }

        foreach (object item in GateInput.Unroll(InputObject))
            OrEnd(item, () => _results.Add(GateInput.ResultOf(item) ?? throw NotAResult()));
    }

    /// <summary>Throws an error unless the gate passes.</summary>
    protected override void EndProcessing()
    {
        IReadOnlyList<EvalGateResult> results = ParameterSetName == ResultSet ? _results : Compare();
        if (Detailed)
            WriteObject(results, enumerateCollection: true);
        if (!EvalGateResult.AllPassed(results))
            End(NotPassed(results), results.ToArray());
    }

    private static EvalException NotAResult() => InputError.Of(
        "Without rules the input must be results of Test-EvalGate -Detailed.", "Specify rules with -Rule, or a policy file with -Path.");

    private static EvalException NotPassed(IReadOnlyList<EvalGateResult> results)
    {
        EvalGateResult[] open = [.. results.Where(static result =>
            result.Outcome is EvalGateOutcome.Failed or EvalGateOutcome.Inconclusive)];
        string message = results.Count == 0 ? "The gate did not pass: nothing was checked, because there are no rules."
            : open.Length == 0 ? "The gate did not pass: nothing was checked, because every rule was skipped."
            : $"The gate did not pass: {open.Length} of {results.Count} results failed or were inconclusive. "
                + string.Join(" ", open.Take(NamedResults).Select(Describe))
                + (open.Length > NamedResults ? $" And {open.Length - NamedResults} more." : "");
        return new EvalException(EvalErrorCondition.GateFailed, message)
        {
            RecommendedAction = "The TargetObject of this error contains all results; Test-EvalGate -Detailed shows them.",
        };
    }

    private static string Describe(EvalGateResult result)
    {
        string metric = result.Metric is null ? "" : $", {result.Metric}{(result.Group is null ? "" : $" ({result.Group})")}";
        return $"[{result.Outcome}] {result.Rule}{metric}: {result.Message}";
    }
}
