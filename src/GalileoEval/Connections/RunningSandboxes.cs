using GalileoEval.Credentials;
using GalileoEval.Sandbox;
using GalileoEval.Transport;

namespace GalileoEval.Connections;

/// <summary>The sandboxes of this process.</summary>
internal static class RunningSandboxes
{
    private static readonly object Gate = new();
    private static readonly List<(EvalSandbox Sandbox, IEvalSandboxHost Host)> Sandboxes = [];
    private static int _count;

    /// <summary>The running sandboxes, the oldest first.</summary>
    public static IReadOnlyList<EvalSandbox> All
    {
        get
        {
            lock (Gate)
                return [.. Sandboxes.Select(running => running.Sandbox)];
        }
    }

    /// <summary>Adds a started sandbox.</summary>
    /// <param name="host">The sandbox.</param>
    /// <param name="connect">Whether the session is connected to it, for all three services.</param>
    public static EvalSandbox Add(IEvalSandboxHost host, bool connect)
    {
        EvalSandbox sandbox;
        lock (Gate)
        {
            sandbox = new EvalSandbox($"sandbox{++_count}", host, DateTime.UtcNow);
            Sandboxes.Add((sandbox, host));
        }

        if (connect)
        {
            foreach (EvalService service in new[] { EvalService.Galileo, EvalService.Kolena, EvalService.Scale })
                EvalSession.Add(Connect(sandbox, host, service));
        }

        return sandbox;
    }

    /// <summary>Closes the connections to a sandbox, then stops it. The connections that were current before it was
    /// started are current again.</summary>
    public static void Stop(EvalSandbox sandbox)
    {
        foreach (EvalConnection connection in EvalSession.All.Where(connection => LeadsTo(sandbox, connection)))
            EvalSession.Remove(connection);
        IEvalSandboxHost? host;
        lock (Gate)
        {
            host = Sandboxes.Find(running => running.Sandbox == sandbox).Host;
            Sandboxes.RemoveAll(running => running.Sandbox == sandbox);
        }

        host?.Dispose();
    }

    /// <summary>Stops every sandbox.</summary>
    public static void Clear()
    {
        foreach (EvalSandbox sandbox in All)
            Stop(sandbox);
    }

    private static bool LeadsTo(EvalSandbox sandbox, EvalConnection connection) =>
        connection.Source == EvalConnectionSource.Sandbox && connection.BaseUri == sandbox.BaseUri;

    private static EvalConnection Connect(EvalSandbox sandbox, IEvalSandboxHost host, EvalService service)
    {
        EvalCredential credential = EvalCredential.FromKey(service, host.ApiKey);
        EvalConnectionOptions options = new()
        {
            Service = service,
            BaseUri = sandbox.BaseUri,
            Authentication = credential.Authentication,
            ApiKey = credential.ApiKey,
            // A proxy cannot reach the loopback interface of this machine.
            NoProxy = true,
        };
        return new EvalConnection(sandbox.Name, options, EvalConnectionSource.Sandbox);
    }
}
