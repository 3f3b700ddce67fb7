using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Sandbox;

namespace GalileoEval.Commands;

/// <summary>Stops sandboxes and closes the session's connections to them.</summary>
/// <remarks>
/// <para>Without parameters, every sandbox of this process is stopped. The connections that were current before a
/// sandbox was started are current again. The data of the sandbox is lost.</para>
/// </remarks>
/// <example>
/// <para>Stop all</para>
/// <code>Stop-EvalSandbox</code>
/// <para>Stops every sandbox.</para>
/// </example>
/// <example>
/// <para>Stop one</para>
/// <code>$sandbox = Start-EvalSandbox
/// try { Get-ScaleTask task_sandbox_01 } finally { $sandbox | Stop-EvalSandbox }</code>
/// <para>Stops the sandbox that was started, and no other.</para>
/// </example>
/// <seealso>Start-EvalSandbox</seealso>
/// <seealso>Get-EvalSandbox</seealso>
[Cmdlet(VerbsLifecycle.Stop, "EvalSandbox", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopEvalSandboxCommand : EvalCommand
{
    /// <summary>The names of the sandboxes to stop; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The sandboxes to stop, as returned by Start-EvalSandbox or Get-EvalSandbox. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    public EvalSandbox[] InputObject { get; set; } = [];

    /// <summary>Stops the sandboxes of one input.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Name")
        {
            foreach (string name in Name)
                Stop(name);
            return;
        }

        foreach (EvalSandbox sandbox in InputObject)
            Stop(sandbox);
    }

    private void Stop(string name)
    {
        EvalSandbox[] found = [.. RunningSandboxes.All.Where(sandbox => NamePattern.MatchesAny(sandbox.Name, [name]))];
        foreach (EvalSandbox sandbox in found)
            Stop(sandbox);

        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteFailure(
                new EvalException(EvalErrorCondition.NotFound, $"There is no sandbox named '{name}'.")
                {
                    RecommendedAction = "Use Get-EvalSandbox to list the running sandboxes.",
                },
                name);
        }
    }

    private void Stop(EvalSandbox sandbox)
    {
        if (ShouldProcess($"{sandbox.Name} ({sandbox.BaseUri})", "Stop the sandbox"))
            RunningSandboxes.Stop(sandbox);
    }
}
