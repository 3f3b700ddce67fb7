#if NET
using System.Net;
using GalileoEval.Errors;

namespace GalileoEval.Sandbox.Server;

/// <summary>Runs a sandbox until Ctrl+C.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (!CommandLine.TryParse(args, out EvalSandboxOptions? options, out string? error))
        {
            await (error is null ? Console.Out : Console.Error).WriteLineAsync(error ?? CommandLine.Usage).ConfigureAwait(false);
            return error is null ? 0 : 2;
        }

        try
        {
            using IEvalSandboxHost host = new EvalSandboxFactory().Start(options!);
            Console.WriteLine(Describe(host));
            TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stopped.TrySetResult();
            };
            await stopped.Task.ConfigureAwait(false);
            return 0;
        }
        catch (EvalException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static string Describe(IEvalSandboxHost host)
    {
        string key = new NetworkCredential("", host.ApiKey).Password;
        string address = host.BaseUri.AbsoluteUri.TrimEnd('/');
        return $"""
            Sandbox    {address}
            API key    {key}
            User       {host.UserName} (password: the key)
            Python     {host.PythonPath ?? "none found: scorer files cannot be run"}

            $env:GALILEO_API_URL = '{address}'
            $env:GALILEO_API_KEY = '{key}'
            $env:KOLENA_API_URL = '{address}'
            $env:KOLENA_API_KEY = '{key}'
            $env:SCALE_API_KEY = '{key}'

            Connect-EvalService -Service Scale -BaseUri '{address}'

            Ctrl+C stops it.
            """;
    }
}
#endif
