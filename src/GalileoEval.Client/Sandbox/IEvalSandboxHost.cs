using System.Security;

namespace GalileoEval.Sandbox;

/// <summary>A running sandbox: a local stand-in for the three services.</summary>
public interface IEvalSandboxHost : IDisposable
{
    /// <summary>The address of all three services, such as <c>http://localhost:50123/</c>.</summary>
    Uri BaseUri { get; }

    /// <summary>The key that it asks for.</summary>
    SecureString ApiKey { get; }

    /// <summary>The user for Galileo's OAuth and Basic logins; the password is the key.</summary>
    string UserName { get; }

    /// <summary>The Python interpreter that runs scorer files; null when none was found.</summary>
    string? PythonPath { get; }

    /// <summary>How many requests it has answered.</summary>
    long RequestCount { get; }

    /// <summary>False once it was disposed of.</summary>
    bool IsRunning { get; }
}
