using GalileoEval.Credentials;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>The project and the log stream of the environment variables, which apply without a parameter.</summary>
internal static class GalileoDefault
{
    /// <summary>The project, by ID or name; null for none.</summary>
    public static string? Project
    {
        get
        {
            EvalEnvironment environment = new();
            return environment.GalileoProjectId ?? environment.GalileoProject;
        }
    }

    /// <summary>The project of -Project, otherwise the default.</summary>
    /// <param name="project">The parameter; null or empty for none.</param>
    /// <exception cref="EvalException">InvalidArgument: there is neither.</exception>
    public static string ProjectOf(string? project) => project is { Length: > 0 }
        ? project
        : Project ?? throw Missing("project", "-Project", "GALILEO_PROJECT", " Get-GalileoProject lists the projects.");

    /// <summary>The log stream of -LogStream, otherwise the default, by ID or name.</summary>
    /// <exception cref="EvalException">InvalidArgument: there is neither.</exception>
    public static string LogStreamOf(string? logStream) =>
        logStream ?? new EvalEnvironment().GalileoLogStream ?? throw Missing("log stream", "-LogStream", "GALILEO_LOG_STREAM");

    private static EvalException Missing(string kind, string parameter, string variable, string hint = "") => InputError.Of(
        EvalService.Galileo,
        $"no {kind} is specified, and no environment variable contains one.",
        $"Specify {parameter} with a name or an ID, or set {variable}.{hint}");
}
