using System.Net;
using System.Security;
using GalileoEval.Sandbox.Faults;
using GalileoEval.Sandbox.Galileo;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Kolena;
using GalileoEval.Sandbox.Scale;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Server;

/// <summary>A running sandbox: creates its parts and disposes of them.</summary>
internal sealed class SandboxHost : IEvalSandboxHost
{
    private readonly ScorerRunner _runner;
    private readonly BackgroundWork _work = new();
    private readonly StartLedger _starts = new();
    private readonly FaultPlan _faults;
    private readonly SandboxServer _server;
    private int _disposed;

    public SandboxHost(EvalSandboxOptions options, TimeProvider clock)
    {
        string key = options.ApiKey is null ? MakeKey() : new NetworkCredential("", options.ApiKey).Password;
        ApiKey = Secure(key);
        _runner = new ScorerRunner(new PythonInterpreter(options.PythonPath), options.ScorerTimeout, options.ScorerMemoryLimit, clock);
        _faults = new FaultPlan(options.FaultRate, options.FaultKinds, options.Seed);
        AccessTokens tokens = new(clock);
        Authenticator authenticator = new(key, tokens);
        // The Windows listener can reset a connection itself.
        ConnectionRelay? relay = options.FaultRate > 0 && Environment.OSVersion.Platform != PlatformID.Win32NT
            ? new ConnectionRelay(options.Port)
            : null;
        (HttpListener listener, int port) = LoopbackListener.Open(relay is null ? options.Port : 0);
        relay?.Start(port);
        BaseUri = new Uri($"http://localhost:{relay?.Port ?? port}/");
        List<Route> routes =
        [
            .. GalileoRoutes.All(authenticator, tokens, _runner, _work, _starts, options.TaskDuration, clock),
            .. KolenaRoutes.All(_starts, options.TaskDuration, clock),
            .. ScaleRoutes.All(_starts, options.TaskCount, options.TaskDuration, clock),
        ];
        _server = new SandboxServer(listener, relay, new Router(routes, authenticator), _faults, options.Latency, clock);
        // Supervisors end the scorers in any case. This closes the connections gracefully.
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public Uri BaseUri { get; }

    public SecureString ApiKey { get; }

    public string UserName => Authenticator.UserName;

    public string? PythonPath => _runner.Python.Path;

    public string? PythonVersion => _runner.Python.Version;

    public long RequestCount => _server.RequestCount;

    public long StartCount => _starts.Count;

    public long RepeatedStartCount => _starts.Repeated;

    public EvalList<EvalSandboxFault> Faults => _faults.Counts;

    public int Seed => _faults.Seed;

    public bool IsRunning => Volatile.Read(ref _disposed) == 0;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _server.Dispose();
        _work.Dispose();
        _runner.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e) => Dispose();

    private static string MakeKey() => "test_" + Guid.NewGuid().ToString("N");

    private static SecureString Secure(string key)
    {
        SecureString secure = new();
        foreach (char c in key)
            secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }
}
