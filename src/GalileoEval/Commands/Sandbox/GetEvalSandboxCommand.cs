using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Pipeline;
using GalileoEval.Sandbox;

namespace GalileoEval.Commands;

/// <summary>Gets the sandboxes that run in this process.</summary>
/// <remarks>
/// <para>Sandboxes are listed in the order in which they were started. RequestCount is the number of requests that each
/// has processed.</para>
/// </remarks>
/// <example>
/// <para>All sandboxes</para>
/// <code>Get-EvalSandbox</code>
/// <para>Lists the sandboxes.</para>
/// </example>
/// <example>
/// <para>What a command costs</para>
/// <code>$sandbox = Start-EvalSandbox
/// 1..5 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10 | Out-Null
/// $sandbox.RequestCount</code>
/// <para>Counts the requests of a pipeline.</para>
/// </example>
/// <seealso>Start-EvalSandbox</seealso>
/// <seealso>Stop-EvalSandbox</seealso>
[Cmdlet(VerbsCommon.Get, "EvalSandbox")]
[OutputType(typeof(EvalSandbox))]
public sealed class GetEvalSandboxCommand : EvalCommand
{
    /// <summary>The names of the sandboxes; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Writes the sandboxes.</summary>
    protected override void ProcessRecord() => WriteObject(
        RunningSandboxes.All.Where(sandbox => Name is null || NamePattern.MatchesAny(sandbox.Name, Name)),
        enumerateCollection: true);
}
