using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Text;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>Runs scorer files, each in a process and a folder of its own, under limits of time and
/// memory.</summary>
internal sealed class ScorerRunner(PythonInterpreter python, TimeSpan timeLimit, long memoryLimit, TimeProvider clock) : IDisposable
{
    internal const string NoPython =
        "No Python interpreter was found: the sandbox runs scorer files with the python3 or python on PATH.";

    private static readonly string[] PassedOn = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "PATHEXT"];
    private static readonly Lazy<byte[]> Driver = new(ReadDriver);
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(250);
    private readonly WorkFolder _folder = new();
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The interpreter's path; null when there is none.</summary>
    public string? PythonPath => python.Path;

    // An interpreter asks for more than it uses: for its libraries, and for the stacks of its threads.
    private long AddressSpace => memoryLimit > long.MaxValue / 2 ? long.MaxValue : memoryLimit * 2;

    /// <summary>Runs a job.</summary>
    /// <param name="job">What to run.</param>
    /// <param name="started">Called when its turn has come.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>How it ended; null when there is no Python.</returns>
    public async Task<ScorerOutcome?> RunAsync(ScorerJob job, Action started, CancellationToken cancellationToken)
    {
        if (python.Path is not { } interpreter)
            return null;

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        string folder = _folder.CreateRunFolder();
        try
        {
            string home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
            File.WriteAllBytes(Path.Combine(folder, "driver.py"), Driver.Value);
            File.WriteAllBytes(Path.Combine(folder, "scorer.bin"), job.Source);
            File.WriteAllText(Path.Combine(folder, "job.json"), job.ToJson(AddressSpace).ToJsonString());
            started();
            string? problem = await RunProcessAsync(interpreter, home, cancellationToken).ConfigureAwait(false);
            List<JsonObject> lines = ReadResults(Path.Combine(folder, "results.jsonl"));
            return new ScorerOutcome(lines, problem);
        }
        finally
        {
            WorkFolder.Remove(folder);
            _places.Release();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>What kept it from its end; null for a good end.</returns>
    private async Task<string?> RunProcessAsync(string interpreter, string home, CancellationToken cancellationToken)
    {
        // Relative on purpose: no path to quote. -I keeps the user's settings and packages out, -B the compiled files.
        using Process process = new() { StartInfo = StartInfo(interpreter, "-I -B -X utf8 ../driver.py", home) };
        process.EnableRaisingEvents = true;
        TaskCompletionSource<bool> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        // Only the interpreter itself can write here: the driver turns the scorer's output away.
        ConcurrentQueue<string> complaints = new();
        process.ErrorDataReceived += (_, line) => complaints.Enqueue(line.Data ?? "");
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return $"The Python interpreter could not be started: {e.Message}";
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task late = clock.WaitAsync(timeLimit, limit.Token);
        Task large = UntilTooLargeAsync(process, limit.Token);
        Task first = await Task.WhenAny(exited.Task, late, large).ConfigureAwait(false);
        if (first != exited.Task)
            process.KillWithChildren();
        await exited.Task.ConfigureAwait(false);
        process.KillGroup();
        if (first != exited.Task)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return first == large
                ? string.Format(
                    CultureInfo.InvariantCulture, "The scorer took more than its memory limit of {0:0.#} MB.", memoryLimit / 1048576d)
                : string.Format(
                    CultureInfo.InvariantCulture, "The scorer did not end within its time limit of {0:0.###} s.", timeLimit.TotalSeconds);
        }

#if NET
        await limit.CancelAsync().ConfigureAwait(false);
#else
        limit.Cancel();
#endif
        if (process.ExitCode == 0)
            return null;

        string words = EvalText.OneLine(string.Join(" ", complaints));
        return $"The scorer ended the Python interpreter (exit code {process.ExitCode}). {words}".TrimEnd();
    }

    private async Task UntilTooLargeAsync(Process process, CancellationToken cancellationToken)
    {
        while (!process.HasExited && process.WorkingSet64 <= memoryLimit)
        {
            await clock.WaitAsync(MemoryInterval, cancellationToken).ConfigureAwait(false);
            process.Refresh();
        }

        // It has ended by itself: nobody is to be told of that here.
        if (process.HasExited)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    }

    private static ProcessStartInfo StartInfo(string interpreter, string arguments, string home)
    {
        ProcessStartInfo start = new(interpreter, arguments)
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A scorer is code from somewhere: it gets what an interpreter needs to run, and none of the parent's secrets.
        Dictionary<string, string> kept = PassedOn
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!);
        start.Environment.Clear();
        foreach (KeyValuePair<string, string> variable in kept)
            start.Environment[variable.Key] = variable.Value;
        foreach (string name in (string[])["HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"])
            start.Environment[name] = home;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        return start;
    }

    private static List<JsonObject> ReadResults(string path)
    {
        List<JsonObject> lines = [];
        if (!File.Exists(path))
            return lines;

        foreach (string line in File.ReadAllLines(path, Encoding.UTF8))
        {
            try
            {
                if (JsonNode.Parse(line) is JsonObject result)
                    lines.Add(result);
            }
            catch (JsonException)
            {
                // The time limit cut this line off.
                break;
            }
        }

        return lines;
    }

    private static byte[] ReadDriver()
    {
        using Stream resource = typeof(ScorerRunner).Assembly.GetManifestResourceStream("driver.py")!;
        using MemoryStream copy = new();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
