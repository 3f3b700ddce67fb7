namespace GalileoEval.Connections;

/// <summary>Where the login of a connection came from.</summary>
public enum EvalConnectionSource
{
    /// <summary>The parameters of Connect-EvalService.</summary>
    Parameter,

    /// <summary>Environment variables.</summary>
    Environment,

    /// <summary>Start-EvalSandbox.</summary>
    Sandbox,
}
