using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ScorerMemoryTests : IDisposable
{
    private const long Limit = 128L * 1024 * 1024;

    private readonly RunningSandbox _sandbox =
        new(new EvalSandboxOptions { ScorerMemoryLimit = Limit, ScorerTimeout = RunningSandbox.ScorerTimeout, PythonPath = RunningSandbox.PythonPath });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Does_not_affect_an_ordinary_scorer()
    {
        JsonNode task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return 1.0");
        Assert.Equal("valid", (string)task["result"]!["result"]!["result_type"]!);
    }

    [Fact]
    public async Task Rejects_a_single_huge_object()
    {
        if (!OperatingSystem.IsLinux())
            return;
        JsonNode task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return len(bytearray(8 << 30))");
        string message = (string)task["result"]!["result"]!["error_message"]!;
        Assert.Contains("MemoryError", message, StringComparison.Ordinal);
        Assert.Contains("limits the memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_a_scorer_that_exceeds_its_memory_limit()
    {
        using MultipartFormDataContent form = RunningSandbox.Form("kept = b'1' * (160 << 20)\nwhile True: pass");
        (_, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", form);
        JsonNode task = await _sandbox.UntilAsync(
            $"v2/scorers/code/validate/{started!["task_id"]}", response => (string)response["status"]! == "completed");
        Assert.Contains("memory limit of 128 MB", (string)task["result"]!["result"]!["error_message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_the_memory_of_all_processes_of_a_scorer()
    {
        if (!OperatingSystem.IsLinux())
            return;
        JsonNode task = await _sandbox.ValidateAsync("""
            import os, time
            for _ in range(4):
                if os.fork() == 0:
                    os.setsid()
                    kept = b'1' * (60 << 20)
                    time.sleep(600)
            time.sleep(600)
            """);
        Assert.Contains("memory limit of 128 MB", (string)task["result"]!["result"]!["error_message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_shared_memory_of_processes_once()
    {
        if (!OperatingSystem.IsLinux())
            return;
        JsonNode task = await _sandbox.ValidateAsync("""
            import os, time
            kept = b'1' * (60 << 20)
            for _ in range(4):
                if os.fork() == 0:
                    time.sleep(600)
            # Long enough for a check of the memory.
            time.sleep(0.6)
            def scorer_fn(**kwargs):
                return 1.0
            """);
        Assert.Equal("valid", (string)task["result"]!["result"]!["result_type"]!);
    }
}
