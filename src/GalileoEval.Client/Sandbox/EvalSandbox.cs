namespace GalileoEval.Sandbox;

/// <summary>A sandbox of this process: a local stand-in for the three services, with sample data whose IDs are the same
/// each time.</summary>
public sealed class EvalSandbox
{
    private readonly IEvalSandboxHost _host;

    /// <summary>Describes a running sandbox.</summary>
    /// <param name="name">The name.</param>
    /// <param name="host">The sandbox.</param>
    /// <param name="startedAt">When it was started, in UTC.</param>
    public EvalSandbox(string name, IEvalSandboxHost host, DateTime startedAt)
    {
        Name = name;
        StartedAt = startedAt;
        _host = host;
    }

    /// <summary>The name, also of its connections.</summary>
    public string Name { get; }

    /// <summary>The address of all three services.</summary>
    public Uri BaseUri => _host.BaseUri;

    /// <summary>The loopback port.</summary>
    public int Port => BaseUri.Port;

    /// <summary>False after it was stopped.</summary>
    public bool IsRunning => _host.IsRunning;

    /// <summary>The number of requests received, including those with a fault.</summary>
    public long RequestCount => _host.RequestCount;

    /// <summary>The number of starts, such as validations of Galileo and Kolena.</summary>
    public long StartCount => _host.StartCount;

    /// <summary>The number of starts with the same content as an earlier one. For a script that starts everything once,
    /// more than 0 means that something was sent twice.</summary>
    public long RepeatedStartCount => _host.RepeatedStartCount;

    /// <summary>The faults so far, by kind; see -FaultRate of Start-EvalSandbox.</summary>
    public EvalList<EvalSandboxFault> Faults => _host.Faults;

    /// <summary>The seed of the faults: -Seed of Start-EvalSandbox reproduces them.</summary>
    public int Seed => _host.Seed;

    /// <summary>The Python interpreter that runs scorer files; null if none was found.</summary>
    public string? PythonPath => _host.PythonPath;

    /// <summary>When it was started, in UTC.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Galileo: the sample project.</summary>
    public string ProjectId { get; } = SandboxSample.ProjectId;

    /// <summary>Galileo: the sample log stream.</summary>
    public string LogStreamId { get; } = SandboxSample.LogStreamId;

    /// <summary>Galileo: the sample experiment.</summary>
    public string ExperimentId { get; } = SandboxSample.ExperimentId;

    /// <summary>Galileo: the sample dataset.</summary>
    public string DatasetId { get; } = SandboxSample.DatasetId;

    /// <summary>Kolena: the sample agent.</summary>
    public long AgentId { get; } = SandboxSample.AgentId;

    /// <summary>Kolena: the sample ground truth.</summary>
    public long GroundTruthId { get; } = SandboxSample.GroundTruthId;

    /// <summary>Scale: the sample project.</summary>
    public string ScaleProjectId { get; } = SandboxSample.ScaleProjectId;

    /// <summary>Scale: the sample batch.</summary>
    public string BatchId { get; } = SandboxSample.BatchId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
