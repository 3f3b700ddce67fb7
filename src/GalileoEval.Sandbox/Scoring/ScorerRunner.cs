using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>Runs scorer files, each in its own process and folder, with time and memory limits.</summary>
internal sealed class ScorerRunner(PythonInterpreter python, TimeSpan timeLimit, long memoryLimit, TimeProvider clock) : IDisposable
{
    internal const string NoPython =
        "No Python interpreter was found: the sandbox runs scorer files with the python3.10, python3 or python on PATH.";

    private const string NoEndRecord = "The scorer ended the Python interpreter before its result was known";
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The interpreter.</summary>
    public PythonInterpreter Python => python;

    // An interpreter reserves more memory than it uses, for its libraries and for the stacks of its threads.
    private long AddressSpace => memoryLimit > long.MaxValue / 2 ? long.MaxValue : memoryLimit * 2;

    /// <summary>Runs a job.</summary>
    /// <param name="job">What to run.</param>
    /// <param name="started">Called when the job starts.</param>
    /// <param name="cancellationToken">Ends the run and all its processes.</param>
    /// <returns>How the run ended. Only cancellation throws.</returns>
    public async Task<ScorerOutcome> RunAsync(ScorerJob job, Action started, CancellationToken cancellationToken)
    {
        if (python.Path is not { } interpreter)
            return ScorerOutcome.Failed(NoPython);

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        string folder = Path.Combine(Path.GetTempPath(), "GalileoEval.Sandbox-" + Guid.NewGuid().ToString("N"));
        try
        {
            using Supervisor supervisor = Supervisor.Start(interpreter);
            started();
            return await RunAsync(supervisor, job, folder, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return ScorerOutcome.Failed($"The sandbox could not run the scorer file: {e.Message}");
        }
        finally
        {
            RemoveLeftover(folder);
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<ScorerOutcome> RunAsync(Supervisor supervisor, ScorerJob job, string folder, CancellationToken cancellationToken)
    {
        JsonObject text = job.ToJson();
        text["token"] = Guid.NewGuid().ToString("N");
        text["folder"] = folder;
        text["address_space"] = AddressSpace;
        text["memory_limit"] = memoryLimit;
        text["time_limit"] = timeLimit.TotalSeconds;
        Task<byte[]> output = supervisor.RunAsync(Encoding.UTF8.GetBytes(text.ToJsonString()), job.Source);
        // The supervisor enforces the limit too, in case this process hangs.
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task late = clock.WaitAsync(timeLimit, waiting.Token);
        bool inTime = await Task.WhenAny(output, late).ConfigureAwait(false) == output;
        if (!inTime)
            await supervisor.StopAsync(output).ConfigureAwait(false);
#if NET
        await waiting.CancelAsync().ConfigureAwait(false);
#else
        waiting.Cancel();
#endif
        cancellationToken.ThrowIfCancellationRequested();
        // A supervisor that was stopped before it had read its job reports an error, and a killed one reports nothing.
        List<JsonObject> lines = inTime || output.Status == TaskStatus.RanToCompletion ? Parse(await output.ConfigureAwait(false)) : [];
        JsonObject? report = lines.LastOrDefault()?["supervisor"] as JsonObject;
        if (report is not null)
            lines.RemoveAt(lines.Count - 1);
        return Outcome(lines, inTime ? report : new JsonObject { ["ended"] = "time" });
    }

    private ScorerOutcome Outcome(List<JsonObject> lines, JsonObject? report) => (string?)report?["ended"] switch
    {
        "completed" => new ScorerOutcome(lines, null),
        "failed" => ScorerOutcome.Failed($"The sandbox could not run the scorer file: {report!["message"]}"),
        "time" => new ScorerOutcome(lines, Text($"The scorer did not end within its time limit of {timeLimit.TotalSeconds:0.###} s.")),
        "memory" => new ScorerOutcome(lines, Text($"The scorer exceeded its memory limit of {memoryLimit / 1048576d:0.#} MB.")),
        "oversized" => new ScorerOutcome(lines, "The results of the scorer take more than 64 MB."),
        "disturbed" => new ScorerOutcome(lines, "The scorer wrote to the pipe for its results."),
        "exited" => new ScorerOutcome(lines, $"{NoEndRecord}{ExitCode(report!)}."),
        _ => new ScorerOutcome(lines, "The process that supervises the scorer was killed."),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string ExitCode(JsonObject report) => (int?)report["exit_code"] switch
    {
        null or 0 => "",
        < 0 and var signal => $" (signal {-signal})",
        var code => $" (exit code {code})",
    };

    private static List<JsonObject> Parse(byte[] output)
    {
        List<JsonObject> lines = [];
        using StreamReader reader = new(new MemoryStream(output), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            try
            {
                if (JsonNode.Parse(line) is JsonObject result)
                    lines.Add(result);
            }
            catch (JsonException)
            {
                // The supervisor exited in the middle of this line.
                break;
            }
        }

        return lines;
    }

    // The supervisor removes the folder, unless it was killed.
    private static void RemoveLeftover(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On Windows, the files of a process are locked until it has exited.
        }
    }
}
