using System.ComponentModel;
using System.Diagnostics;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>Finds the Python interpreter: the requested one, otherwise the first of python3.10, python3 and python on PATH
/// that runs. The search runs once, on first use.</summary>
internal sealed class PythonInterpreter
{
    private const int ProbeLimit = 20_000;
    private readonly Lazy<(string Path, string Version)?> _found;

    public PythonInterpreter(string? wanted)
    {
        _found = new Lazy<(string Path, string Version)?>(() => Find(wanted is null ? OnPath() : [wanted]));
    }

    /// <summary>The interpreter's own path; null if none was found.</summary>
    public string? Path => _found.Value?.Path;

    /// <summary>Its major and minor version, such as <c>3.10</c>; null if none was found.</summary>
    public string? Version => _found.Value?.Version;

    // Galileo runs scorers with Python 3.10.
    private static string[] OnPath() => ["python3.10", "python3", "python"];

    // In parallel: the launchers of version managers take a second, even for a version that is not installed.
    private static (string Path, string Version)? Find(string[] commands)
    {
        Task<(string Path, string Version)?>[] probes = [.. commands.Select(command => Task.Run(() => Probe(command)))];
        return probes.Select(probe => probe.GetAwaiter().GetResult()).FirstOrDefault(found => found is not null);
    }

    // A file on PATH is not enough: Windows has a stub named python3 on PATH that only opens the Store.
    private static (string Path, string Version)? Probe(string command)
    {
        try
        {
            using Process process = new()
            {
                StartInfo = new ProcessStartInfo(command, "-I -X utf8 -c \"import sys; print('%d.%d' % sys.version_info[:2], sys.executable)\"")
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

            string[] words = output.GetAwaiter().GetResult().Trim().Split([' '], 2);
            return process.ExitCode == 0 && words.Length == 2 ? (words[1], words[0]) : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
