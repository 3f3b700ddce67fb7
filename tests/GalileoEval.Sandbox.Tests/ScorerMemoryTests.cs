using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ScorerMemoryTests : IDisposable
{
    private const long Limit = 128L * 1024 * 1024;

    private readonly RunningSandbox _sandbox =
        new(new EvalSandboxOptions { ScorerMemoryLimit = Limit, ScorerTimeout = RunningSandbox.ScorerTimeout });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Leaves_an_ordinary_scorer_alone()
    {
        JsonNode task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return 1.0");
        Assert.Equal("valid", (string)task["result"]!["result"]!["result_type"]!);
    }

    [Fact]
    public async Task Refuses_one_huge_object()
    {
        if (!OperatingSystem.IsLinux())
            return;
        JsonNode task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return len(bytearray(8 << 30))");
        string message = (string)task["result"]!["result"]!["error_message"]!;
        Assert.Contains("MemoryError", message, StringComparison.Ordinal);
        Assert.Contains("limits the memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_a_scorer_that_grows_over_its_limit()
    {
        using MultipartFormDataContent form = RunningSandbox.Form("kept = b'1' * (160 << 20)\nwhile True: pass");
        (_, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", form);
        JsonNode task = await _sandbox.UntilAsync(
            $"v2/scorers/code/validate/{started!["task_id"]}",
            answer =>
            {
                // So little that the time limit is far away.
                _sandbox.Clock.Advance(TimeSpan.FromMilliseconds(250));
                return (string)answer["status"]! == "completed";
            });
        Assert.Contains("memory limit of 128 MB", (string)task["result"]!["result"]!["error_message"]!, StringComparison.Ordinal);
    }
}
