using System.Management.Automation;
using System.Security;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Loading;
using GalileoEval.Pipeline;
using GalileoEval.Sandbox;

namespace GalileoEval.Commands;

/// <summary>Starts a local stand-in for Galileo, Kolena and Scale, and connects the session to it.</summary>
/// <remarks>
/// <para>The sandbox listens on a loopback port of this machine, inside this PowerShell process: no account and no
/// network is needed. It validates its input as the services do, really runs the scorer files that are sent to it with
/// the Python on PATH, and moves its validations and tasks through their states over time. Its sample data has the same
/// IDs each time; the returned object names them.</para>
/// <para>Galileo runs scorer files with Python 3.10 and installs the packages that a PEP 723 block names. The sandbox
/// runs them with python3.10 if that is on PATH, else with python3 or python and a warning that names the version; it
/// installs no packages. -PythonPath names another interpreter, such as that of a virtual environment, without a
/// warning.</para>
/// <para>The connections that were current before are current again after Stop-EvalSandbox. The sandbox ends with the
/// process, or when the last runspace of the process removes the module.</para>
/// <para>Scorer files are programs. The sandbox runs them under your account, within limits of time and memory, in a
/// temporary folder and without the environment variables of this process. That is not a security boundary: the code
/// can reach whatever you can. It can read the environment with which this PowerShell was started from the process list
/// (/proc on Linux), and code that sets out to forge its own result from inside the interpreter can do so. Run only
/// files that you would run yourself. The sandbox listens on the loopback address only, and requires its key.</para>
/// <para>A run ends with its sandbox, however this PowerShell ends, even if it is killed: a supervisor process ends the
/// scorer and removes its folder. On Linux this covers every process that the scorer started, as does the memory limit.
/// On macOS a process whose parent has ended is not found. On Windows only the scorer's own memory is limited, and the
/// scorer and the processes below it are ended.</para>
/// <para>-FaultRate turns on fault injection: errors 429 to 503, connections that are closed before or after the
/// request is processed, responses that are truncated, stall, are not JSON, or redirect. The returned object counts the
/// faults, the validations that were started, and those that were started twice.</para>
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
/// <para>Delays every response by 200 milliseconds; tasks take up to ten seconds.</para>
/// </example>
/// <example>
/// <para>Try a script against an unreliable service</para>
/// <code>$sandbox = Start-EvalSandbox -FaultRate 0.3 -FaultKind ServiceUnavailable, CutBody -Seed 7
/// Get-KolenaValidation $sandbox.AgentId $sandbox.GroundTruthId -Verbose
/// $sandbox.Faults</code>
/// <para>Nearly a third of all requests fail, the same ones each time. The list is read nevertheless; -Verbose shows
/// the retries.</para>
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
    private const string ServiceVersion = "3.10";

    /// <summary>The port; 0 for any free one. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The delay of every response, in milliseconds. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int Latency { get; set; }

    /// <summary>The duration of the longest simulated work, in seconds: a Kolena validation, the last task of the Scale
    /// batch. Default: 3.</summary>
    [Parameter]
    [ValidateRange(0d, 86400d)]
    public double TaskDuration { get; set; } = 3;

    /// <summary>The time limit for one run of a scorer file with all processes that it starts, in seconds. Default:
    /// 10.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600d)]
    public double ScorerTimeout { get; set; } = 10;

    /// <summary>The memory limit of one run of a scorer file with all processes that it starts, in bytes, such as
    /// 512MB. Default: 2GB.</summary>
    [Parameter]
    [ValidateRange(16L * 1024 * 1024, long.MaxValue)]
    public long ScorerMemoryLimit { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The number of tasks in the Scale batch. Default: 8.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int TaskCount { get; set; } = 8;

    /// <summary>The share of requests that get a fault, from 0 to 1. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0d, 1d)]
    public double FaultRate { get; set; }

    /// <summary>The kinds of fault to choose from. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public EvalSandboxFaultKind[]? FaultKind { get; set; }

    /// <summary>Makes the faults reproducible: with the same seed, rate and kinds the n-th request gets the same fault.
    /// Default: a random seed, which the returned object contains.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>The Python interpreter that runs scorer files. Default: the first of python3.10, python3 and python on
    /// PATH that starts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PythonPath { get; set; }

    /// <summary>The API key for all three services. Default: a random key.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    /// <summary>Does not change the connections of the session.</summary>
    [Parameter]
    public SwitchParameter NoConnect { get; set; }

    /// <summary>Starts the sandbox.</summary>
    protected override void ProcessRecord() => OrEnd(Port, () =>
    {
        EvalSandboxOptions options = new()
        {
            Port = Port,
            ApiKey = ApiKey,
            Latency = TimeSpan.FromMilliseconds(Latency),
            TaskDuration = TimeSpan.FromSeconds(TaskDuration),
            ScorerTimeout = TimeSpan.FromSeconds(ScorerTimeout),
            ScorerMemoryLimit = ScorerMemoryLimit,
            TaskCount = TaskCount,
            FaultRate = FaultRate,
            FaultKinds = FaultKind ?? [],
            Seed = Seed,
            PythonPath = PythonPath is null ? null : FilePath.Literal(SessionState.Path, PythonPath),
        };
        IEvalSandboxHost host = PrivateAssemblies.Sandboxes.Start(options);
        EvalSandbox sandbox = RunningSandboxes.Add(host, connect: !NoConnect);
        string? version = ReadPythonVersion(sandbox, host);
        if (version is null)
        {
            WriteWarning("The sandbox found no Python: scorer files cannot be run. Install Python 3.10, or use -PythonPath.");
        }
        else if (version != ServiceVersion && PythonPath is null)
        {
            WriteWarning(
                $"The sandbox runs scorer files with Python {version}. Galileo runs them with Python {ServiceVersion}, where newer syntax and "
                + "modules are missing. Install python3.10, or choose an interpreter with -PythonPath.");
        }

        WriteObject(sandbox);
    });

    // Not on this thread: an interpreter that hangs must not keep Ctrl+C waiting.
    private string? ReadPythonVersion(EvalSandbox sandbox, IEvalSandboxHost host)
    {
        try
        {
            return Run(_ => Task.FromResult(host.PythonVersion));
        }
        catch (PipelineStoppedException)
        {
            RunningSandboxes.Stop(sandbox);
            throw;
        }
    }
}
