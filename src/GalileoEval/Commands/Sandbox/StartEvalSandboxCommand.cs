using System.Management.Automation;
using System.Security;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Pipeline;
using GalileoEval.Sandbox;

namespace GalileoEval.Commands;

/// <summary>Starts a local stand-in for Galileo, Kolena and Scale, and connects the session to it.</summary>
/// <remarks>
/// <para>The sandbox answers on a loopback port of this machine, inside this PowerShell process: no account and no network is
/// needed. It checks its input as the services do, really runs the scorer files that are sent to it with the Python on PATH, and
/// moves its validations and tasks through their states over time. Its sample data have the same ids each time; the object that
/// is written names them.</para>
/// <para>The connections that were current before are current again after Stop-EvalSandbox. The sandbox ends with the
/// process, or when the module is removed.</para>
/// <para>Scorer files are programs: the sandbox runs them under your account, within a time limit, but not shut off from the
/// machine. Send it only files that you would run yourself.</para>
/// </remarks>
/// <example>
/// <para>Try the module without an account</para>
/// <code>$sandbox = Start-EvalSandbox
/// Get-KolenaValidation $sandbox.AgentId $sandbox.GroundTruthId 1</code>
/// <para>Starts a sandbox and reads one of its validations.</para>
/// </example>
/// <example>
/// <para>Test a script against a slow service</para>
/// <code>Start-EvalSandbox -Latency 200 -TaskDuration 10</code>
/// <para>Holds every answer back for 200 milliseconds; tasks take up to ten seconds.</para>
/// </example>
/// <example>
/// <para>Keep your own connections</para>
/// <code>$sandbox = Start-EvalSandbox -NoConnect -ApiKey $key
/// Connect-EvalService Galileo -Name local -BaseUri $sandbox.BaseUri -ApiKey $key</code>
/// <para>Starts a sandbox with a key of your choice and connects to one of its services only.</para>
/// </example>
/// <seealso>Get-EvalSandbox</seealso>
/// <seealso>Stop-EvalSandbox</seealso>
[Cmdlet(VerbsLifecycle.Start, "EvalSandbox")]
[OutputType(typeof(EvalSandbox))]
public sealed class StartEvalSandboxCommand : EvalCommand
{
    /// <summary>The port; 0 for any free one. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How long every answer is held back, in milliseconds. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int Latency { get; set; }

    /// <summary>How long the longest simulated work takes, in seconds: a Kolena validation, the last task of the Scale batch.
    /// Default: 3.</summary>
    [Parameter]
    [ValidateRange(0d, 86400d)]
    public double TaskDuration { get; set; } = 3;

    /// <summary>The time limit for one run of a scorer file, in seconds. Default: 10.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600d)]
    public double ScorerTimeout { get; set; } = 10;

    /// <summary>The Python interpreter that runs scorer files. Default: the first python3 or python on PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PythonPath { get; set; }

    /// <summary>The key that all three services ask for. Default: a new one each time, which nobody needs to know.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    /// <summary>Leaves the session's connections as they are.</summary>
    [Parameter]
    public SwitchParameter NoConnect { get; set; }

    /// <summary>Starts the sandbox.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            EvalSandboxOptions options = new()
            {
                Port = Port,
                ApiKey = ApiKey,
                Latency = TimeSpan.FromMilliseconds(Latency),
                TaskDuration = TimeSpan.FromSeconds(TaskDuration),
                ScorerTimeout = TimeSpan.FromSeconds(ScorerTimeout),
                PythonPath = PythonPath is null ? null : ScorerPath.Literal(SessionState.Path, PythonPath),
            };
            IEvalSandboxHost host = PrivateRoom.Sandboxes.Start(options);
            EvalSandbox sandbox = RunningSandboxes.Add(host, connect: !NoConnect);
            if (sandbox.PythonPath is null)
                WriteWarning("The sandbox found no Python: it will answer that scorer files cannot be run. Install Python 3, or give -PythonPath.");
            WriteObject(sandbox);
        }
        catch (EvalException e)
        {
            ThrowTerminatingError(EvalErrorRecord.From(e, Port));
        }
    }
}
