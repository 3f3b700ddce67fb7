using GalileoEval.Errors;

namespace GalileoEval.Sandbox.Server;

/// <summary>Starts sandboxes: local stand-ins for Galileo, Kolena and Scale on one loopback port, in this process.</summary>
public sealed class EvalSandboxFactory : IEvalSandboxFactory
{
    private const int LargestTaskCount = 100_000;

    /// <inheritdoc/>
    /// <exception cref="EvalException">InvalidArgument: an option is out of range. ConnectionFailed: the port is
    /// taken.</exception>
    public IEvalSandboxHost Start(EvalSandboxOptions options, TimeProvider? timeProvider = null)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        Require(options.Port is >= 0 and <= 65535, "The port must be between 0 and 65535.");
        Require(options.Latency >= TimeSpan.Zero, "The latency must not be negative.");
        Require(options.TaskDuration >= TimeSpan.Zero, "The task duration must not be negative.");
        Require(options.ScorerTimeout > TimeSpan.Zero, "The scorer time limit must be more than zero.");
        Require(options.ScorerMemoryLimit > 0, "The scorer memory limit must be more than zero.");
        Require(options.TaskCount is >= 1 and <= LargestTaskCount, $"The task count must be between 1 and {LargestTaskCount}.");
        Require(options.FaultRate is >= 0 and <= 1, "The fault rate must be between 0 and 1.");
        Require(options.ApiKey is null or { Length: > 0 }, "The key must not be empty.");
        return new SandboxHost(options, timeProvider ?? TimeProvider.System);
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new EvalException(EvalErrorCondition.InvalidArgument, message);
    }
}
