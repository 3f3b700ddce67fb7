using System.Security;

namespace GalileoEval.Sandbox;

/// <summary>A running sandbox: a local stand-in for the three services.</summary>
public interface IEvalSandboxHost : IDisposable
{
    /// <summary>The address of all three services, such as <c>http://localhost:50123/</c>.</summary>
    Uri BaseUri { get; }

    /// <summary>The key that it requires.</summary>
    SecureString ApiKey { get; }

    /// <summary>The user for Galileo's OAuth and Basic logins; the password is the key.</summary>
    string UserName { get; }

    /// <summary>The Python interpreter that runs scorer files; null if none was found.</summary>
    string? PythonPath { get; }

    /// <summary>Its major and minor version, such as <c>3.10</c>; null if none was found.</summary>
    string? PythonVersion { get; }

    /// <summary>The number of requests received, including those with a fault.</summary>
    long RequestCount { get; }

    /// <summary>The number of starts, over all services.</summary>
    long StartCount { get; }

    /// <summary>The number of starts with the same content as an earlier one.</summary>
    long RepeatedStartCount { get; }

    /// <summary>The faults so far, by kind.</summary>
    EvalList<EvalSandboxFault> Faults { get; }

    /// <summary>The seed of the faults.</summary>
    int Seed { get; }

    /// <summary>False after disposal.</summary>
    bool IsRunning { get; }
}

/// <summary>Starts sandboxes. The sandbox assembly implements it, with a public parameterless constructor.</summary>
public interface IEvalSandboxFactory
{
    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>The running sandbox.</returns>
    IEvalSandboxHost Start(EvalSandboxOptions options, TimeProvider? timeProvider = null);
}
