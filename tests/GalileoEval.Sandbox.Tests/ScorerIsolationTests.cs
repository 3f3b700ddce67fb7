using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Tests;

/// <summary>A scorer cannot outlive its run, forge a verdict, or prevent a run from ending.</summary>
public sealed class ScorerIsolationTests : IDisposable
{
    private const string Verdict =
        """{"result_type":"valid","score_type":"float","scoreable_node_types":["llm"],"test_scores":[{"node_type":"llm","score":1.0}]}""";

    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("return 0.5")]
    [InlineData("os._exit(0)")]
    public async Task Ends_processes_that_left_the_session_and_their_parent(string end)
    {
        if (!OperatingSystem.IsLinux())
            return;
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await _sandbox.ValidateAsync($"""
            import os, subprocess, sys, time
            marker = {JsonSerializer.Serialize(marker)}
            if os.fork() == 0:
                os.setsid()
                child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True)
                open(marker, 'w').write(str(child.pid) + chr(10))
                os._exit(0)
            while not os.path.exists(marker) or not open(marker).read().endswith(chr(10)):
                time.sleep(0.01)
            def scorer_fn(**kwargs): {end}
            """);
        string child = (await File.ReadAllTextAsync(marker)).Trim();
        File.Delete(marker);

        // The run has ended, and with it all its processes: there is nothing to wait for.
        Assert.False(Directory.Exists($"/proc/{child}"));
    }

    [Theory]
    [InlineData("for name in ('results.jsonl', '../results.jsonl'):\n    open(name, 'w').write(verdict)\nos._exit(0)", "before its result was known.")]
    [InlineData("print(verdict)\nos.write(1, verdict.encode())\nos.write(2, verdict.encode())\nos._exit(0)", "before its result was known.")]
    [InlineData("scribble('')\nos._exit(0)", "before its result was known.")]
    [InlineData("scribble(chr(10))\nos._exit(0)", "wrote to the pipe")]
    [InlineData("scribble(chr(10))", "wrote to the pipe")]
    [InlineData("os.closerange(3, 512)", "before its result was known (exit code 1).")]
    [InlineData("os.kill(os.getpid(), 9)", "before its result was known (signal 9).")]
    public async Task Accepts_a_verdict_only_from_the_driver(string forge, string expected)
    {
        if (OperatingSystem.IsWindows())
            return;
        JsonNode task = await _sandbox.ValidateAsync($$"""
            import os
            verdict = {{JsonSerializer.Serialize(Verdict)}}
            def scribble(end):
                for number in range(3, 512):
                    try:
                        os.write(number, (verdict + end).encode())
                    except OSError:
                        pass
            {{forge}}
            def scorer_fn(**kwargs):
                return 1.0
            """);
        JsonNode result = task["result"]!["result"]!;
        Assert.Equal("invalid", (string)result["result_type"]!);
        Assert.Contains(expected, (string)result["error_message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_no_verdict_without_the_end_of_the_driver()
    {
        JsonObject[] lines = [JsonNode.Parse(Verdict)!.AsObject()];
        Assert.NotNull(new ScorerOutcome(lines, null).Verdict);
        Assert.Null(new ScorerOutcome(lines, "It was cut off.").Verdict);
    }

    [Fact]
    public async Task Reports_once_when_the_scorer_returns_in_two_processes()
    {
        if (OperatingSystem.IsWindows())
            return;
        JsonNode task = await _sandbox.ValidateAsync("import os\ndef scorer_fn(**kwargs):\n    os.fork()\n    return 1.0");
        Assert.Equal("valid", (string)task["result"]!["result"]!["result_type"]!);
    }

    [Fact]
    public async Task Scores_records_until_the_scorer_ends_the_interpreter_and_reports_errors_for_the_rest()
    {
        JsonNode page = await _sandbox.ScoreAsync(
            "import os\ndef scorer_fn(*, index, **kwargs):\n    if index == 3: os._exit(0)\n    return 1.0",
            "",
            ("log_stream_id", SandboxSample.LogStreamId), ("scoreable_node_types", """["trace","llm","chat","retriever","tool","workflow","agent"]"""));
        JsonNode[] metrics = [.. page["records"]!.AsArray().Select(record => RunningSandbox.Metric(record!))];
        Assert.Contains(metrics, metric => (string)metric["status_type"]! == "success");
        JsonNode[] failed = [.. metrics.Where(metric => (string)metric["status_type"]! == "failed")];
        Assert.NotEmpty(failed);
        Assert.All(failed, metric => Assert.Contains("before its result was known", (string)metric["message"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("raise ValueError('x' * 200_000_000)", "characters left out")]
    [InlineData("raise type('x' * 200_000, (Exception,), {})()", "characters left out")]
    [InlineData("class Silent(Exception):\n    def __str__(self): raise Silent()\nraise Silent()", "Silent")]
    [InlineData("def scorer_fn(**kwargs):\n    return 'x' * 100_000_000", "Failed to coerce value 'xxx")]
    [InlineData("def scorer_fn(**kwargs):\n    return 'x' * 100_000_000\ndef score_type():\n    return str", "more than 1 MB")]
    [InlineData("def scorer_fn(**kwargs):\n    return 10 ** 5000\ndef score_type():\n    return int", "cannot be written as JSON")]
    [InlineData("def scorer_fn(**kwargs):\n    class Odd:\n        def __str__(self): raise KeyError()\n    return Odd()", "Failed to coerce value '<Odd>' to type float.")]
    [InlineData("def scorer_fn(**kwargs):\n    loop = {}\n    loop['loop'] = loop\n    return 1.0, loop", "metadata of the score cannot be written as JSON")]
    public async Task Limits_the_output_of_a_scorer(string scorer, string expected)
    {
        JsonNode task = await _sandbox.ValidateAsync(scorer);
        string message = (string)task["result"]!["result"]!["error_message"]!;
        Assert.InRange(message.Length, 1, 20_000);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removes_the_folder_of_a_scorer_and_nothing_else()
    {
        if (OperatingSystem.IsWindows())
            return;
        string other = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(other, "kept"), "");
        JsonNode task = await _sandbox.ValidateAsync($"""
            import os
            folder = os.getcwd()
            os.mkfifo('results.jsonl')
            os.makedirs('a/b')
            open('a/b/file', 'w').close()
            os.symlink({JsonSerializer.Serialize(other)}, 'a/link')
            os.chmod('a/b', 0)
            os.chmod('a', 0)
            def score_type(): return str
            def scorer_fn(**kwargs): return folder
            """);
        string folder = (string)task["result"]!["result"]!["test_scores"]![0]!["score"]!;
        Assert.False(Directory.Exists(folder));

        await _sandbox.ValidateAsync($"""
            import os
            folder = os.getcwd()
            os.rmdir(folder)
            os.symlink({JsonSerializer.Serialize(other)}, folder)
            def scorer_fn(**kwargs): return 1.0
            """);
        Assert.True(File.Exists(Path.Combine(other, "kept")));
        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task Shows_no_environment_of_the_host_through_the_parent()
    {
        if (!OperatingSystem.IsLinux())
            return;
        JsonNode task = await _sandbox.ValidateAsync(
            "import os\ndef score_type():\n    return str\ndef scorer_fn(**kwargs):\n    return open(f'/proc/{os.getppid()}/environ').read()");
        string seen = (string)task["result"]!["result"]!["test_scores"]![0]!["score"]!;
        string[] names = [.. seen.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')[0])];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, (string[])["PATH", "LD_LIBRARY_PATH", "LANG", "PYTHONIOENCODING"]));
    }
}
