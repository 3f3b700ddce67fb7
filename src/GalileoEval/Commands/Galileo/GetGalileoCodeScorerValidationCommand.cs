using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the state and the result of code-scorer validations that Galileo runs on a sample.</summary>
/// <remarks>
/// <para>Sends one request per task (GET /v2/scorers/code/validate/{task_id}) and writes the results in the order of
/// the input. IsValid is true or false when the validation has ended, otherwise null; ErrorMessage says why a scorer is
/// invalid. To wait for the end use Wait-EvalTask. A validation on log records has no task ID: read it with
/// Wait-EvalTask -Timeout 0.</para>
/// </remarks>
/// <example>
/// <para>Read a validation</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $started = Invoke-GalileoCodeScorerValidation scorer.py
/// Get-GalileoCodeScorerValidation $started.TaskId</code>
/// <para>Starts a validation and reads its state once.</para>
/// </example>
/// <example>
/// <para>From a file</para>
/// <code>$started | Export-Csv pending.csv -NoTypeInformation
/// Import-Csv pending.csv | Get-GalileoCodeScorerValidation | Where-Object IsFinal</code>
/// <para>Reads the column TaskId, and keeps the ended validations.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoCodeScorerValidation")]
[OutputType(typeof(CodeScorerValidation))]
public sealed class GetGalileoCodeScorerValidationCommand : GalileoThrottledCommand<CodeScorerValidation>
{
    /// <summary>The IDs of the validations, as returned when they were started, or objects with a property TaskId.
    /// Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "TaskId")]
    public string[] TaskId { get; set; } = [];

    /// <summary>Requests the validations of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in TaskId)
            Requests.Add(id, cancellation => Client.GetValidationAsync(id, cancellation));
    }
}
