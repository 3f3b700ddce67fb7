#if NET
using System.Globalization;
using System.Security;

namespace GalileoEval.Sandbox.Server;

/// <summary>The command line of the sandbox program.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Runs a local stand-in for Galileo, Kolena and Scale until Ctrl+C.

          --port <number>             the loopback port; default: any free port
          --latency <seconds>         the delay of every response; default: 0
          --task-duration <seconds>   the maximum duration of simulated work; default: 3
          --task-count <number>       the number of tasks in the Scale batch; default: 8
          --fault-rate <number>       the share of requests that get a fault, 0 to 1; default: 0
          --seed <number>             makes the faults reproducible
          --api-key <text>            the key of all services; default: a generated key
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The parsed options.</param>
    /// <param name="error">The error message; null if help was requested.</param>
    /// <returns>True if a sandbox must be started.</returns>
    public static bool TryParse(string[] args, out EvalSandboxOptions? options, out string? error)
    {
        options = null;
        error = null;
        int port = 0;
        TimeSpan latency = TimeSpan.Zero;
        TimeSpan duration = new EvalSandboxOptions().TaskDuration;
        int tasks = new EvalSandboxOptions().TaskCount;
        double faults = 0;
        int seed = 0;
        SecureString? key = null;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h" or "-?")
                return false;

            string name = args[i];
            string? value = i + 1 < args.Length ? args[++i] : null;
            bool understood = name switch
            {
                "--port" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port),
                "--latency" => TrySeconds(value, ref latency),
                "--task-duration" => TrySeconds(value, ref duration),
                "--task-count" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out tasks),
                "--fault-rate" => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out faults),
                "--seed" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed),
                "--api-key" => TryKey(value, ref key),
                _ => false,
            };
            if (!understood)
            {
                error = $"Invalid option: {name} {value}".TrimEnd() + Environment.NewLine + Environment.NewLine + Usage;
                return false;
            }
        }

        options = new EvalSandboxOptions
        {
            Port = port,
            Latency = latency,
            TaskDuration = duration,
            TaskCount = tasks,
            FaultRate = faults,
            Seed = args.Contains("--seed") ? seed : null,
            ApiKey = key,
        };
        return true;
    }

    private static bool TrySeconds(string? text, ref TimeSpan time)
    {
        // NaN is a number for TryParse.
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            || seconds is not (>= 0 and <= 86400))
        {
            return false;
        }

        time = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static bool TryKey(string? text, ref SecureString? key)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        key = new SecureString();
        foreach (char c in text)
            key.AppendChar(c);
        return true;
    }
}
#endif
