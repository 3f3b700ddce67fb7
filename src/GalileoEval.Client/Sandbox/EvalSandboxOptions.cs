using System.Security;

namespace GalileoEval.Sandbox;

/// <summary>How a sandbox is started.</summary>
public sealed class EvalSandboxOptions
{
    /// <summary>The loopback port; 0 (the default) for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The key of all three services; null to generate one.</summary>
    public SecureString? ApiKey { get; init; }

    /// <summary>The delay of every response. Default none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The maximum duration of simulated work: a batch's last task, a Kolena validation. Default 3
    /// seconds.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The time limit for one run of a scorer file. Default 10 seconds.</summary>
    public TimeSpan ScorerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The Python interpreter; null for the first <c>python3</c> or <c>python</c> on PATH that runs.</summary>
    public string? PythonPath { get; init; }

    /// <summary>The memory limit of one run of a scorer file, in bytes. Default 2 GiB.</summary>
    public long ScorerMemoryLimit { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The number of tasks in Scale's batch <c>sandbox-ratings</c>. Default 8.</summary>
    public int TaskCount { get; init; } = 8;

    /// <summary>The share of requests with a fault, from 0 (the default) to 1.</summary>
    public double FaultRate { get; init; }

    /// <summary>The kinds of fault to choose from; none for all.</summary>
    public IReadOnlyList<EvalSandboxFaultKind> FaultKinds { get; init; } = [];

    /// <summary>Makes the faults reproducible: with the same seed, rate and kinds the n-th request gets the same fault.
    /// Null for random faults.</summary>
    public int? Seed { get; init; }
}
