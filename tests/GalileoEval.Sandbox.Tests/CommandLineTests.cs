using System.Net;
using GalileoEval.Sandbox.Server;

namespace GalileoEval.Sandbox.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Every_option_is_read()
    {
        string[] args =
        [
            "--port", "8080", "--latency", "0.5", "--task-duration", "12", "--task-count", "20", "--fault-rate", "0.25",
            "--seed", "-7", "--api-key", "a key",
        ];

        Assert.True(CommandLine.TryParse(args, out EvalSandboxOptions? options, out string? error));

        Assert.Null(error);
        Assert.Equal(8080, options!.Port);
        Assert.Equal(TimeSpan.FromSeconds(0.5), options.Latency);
        Assert.Equal(TimeSpan.FromSeconds(12), options.TaskDuration);
        Assert.Equal(20, options.TaskCount);
        Assert.Equal(0.25, options.FaultRate);
        Assert.Equal(-7, options.Seed);
        Assert.Equal("a key", new NetworkCredential("", options.ApiKey).Password);
    }

    [Fact]
    public void Without_arguments_the_defaults_of_the_options_apply()
    {
        Assert.True(CommandLine.TryParse([], out EvalSandboxOptions? options, out _));
        Assert.Equivalent(new EvalSandboxOptions(), options);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--port", "8080", "--help")]
    public void A_request_for_help_starts_nothing_and_is_not_an_error(params string[] args)
    {
        Assert.False(CommandLine.TryParse(args, out EvalSandboxOptions? options, out string? error));
        Assert.Null(options);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("--ports", "8080")]
    [InlineData("8080")]
    [InlineData("--port")]
    [InlineData("--port", "http")]
    [InlineData("--port", "-1")]
    [InlineData("--latency", "-1")]
    [InlineData("--latency", "NaN")]
    [InlineData("--task-duration", "86401")]
    [InlineData("--task-duration", "Infinity")]
    [InlineData("--task-count", "2.5")]
    [InlineData("--fault-rate", "half")]
    [InlineData("--seed", "")]
    [InlineData("--api-key", "")]
    public void An_invalid_option_is_named_with_its_value_above_the_usage(params string[] args)
    {
        Assert.False(CommandLine.TryParse(args, out EvalSandboxOptions? options, out string? error));
        Assert.Null(options);
        Assert.StartsWith("Invalid option: " + string.Join(" ", args).TrimEnd() + Environment.NewLine, error);
        Assert.EndsWith(CommandLine.Usage, error);
    }
}
