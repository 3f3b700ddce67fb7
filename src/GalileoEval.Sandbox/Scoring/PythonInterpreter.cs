using System.ComponentModel;
using System.Diagnostics;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>Finds the Python interpreter: the one asked for, else the first of python3 and python on PATH that runs.
/// Looks once, when it is first needed.</summary>
internal sealed class PythonInterpreter
{
    private const int ProbeLimit = 20_000;
    private readonly Lazy<string?> _path;

    public PythonInterpreter(string? wanted)
    {
        _path = new Lazy<string?>(() => (wanted is null ? OnPath() : [wanted]).Select(Probe).FirstOrDefault(path => path is not null));
    }

    /// <summary>The interpreter's own path; null when none runs.</summary>
    public string? Path => _path.Value;

    private static string[] OnPath() => ["python3", "python"];

    // Being there is not enough: Windows puts a stub named python3 on PATH that only opens the Store.
    private static string? Probe(string command)
    {
        try
        {
            using Process process = new()
            {
                StartInfo = new ProcessStartInfo(command, "-I -c \"import sys; print(sys.executable)\"")
                {
                    UseShellExecute = false,
                    CreateNoWindow = true,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            };
            process.Start();
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(ProbeLimit))
            {
                process.KillWithChildren();
                return null;
            }

            string path = output.GetAwaiter().GetResult().Trim();
            return process.ExitCode == 0 && path.Length > 0 ? path : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
