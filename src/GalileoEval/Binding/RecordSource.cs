using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Binding;

/// <summary>Where the records of a validation come from, as ids.</summary>
/// <param name="ProjectId">The project; null if it was not specified.</param>
/// <param name="LogStreamId">The log stream; null for none.</param>
/// <param name="ExperimentId">The experiment; null for none.</param>
internal sealed record RecordSource(string? ProjectId, string? LogStreamId, string? ExperimentId)
{
    /// <summary>The project.</summary>
    /// <exception cref="EvalException">InvalidArgument: it was not specified.</exception>
    public string RequiredProjectId => ProjectId ?? throw Invalid(
        "the project that contains the records is not known.", "Use -Project, or set GALILEO_PROJECT_ID.");

    /// <summary>Resolves names to IDs. Sends nothing if there are only IDs.</summary>
    /// <param name="catalog">Finds IDs by names.</param>
    /// <param name="project">The project's name or ID; null or empty to use the environment.</param>
    /// <param name="logStream">The log stream's name or ID; null for none.</param>
    /// <param name="experiment">The experiment's name or ID; null for none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="EvalException">InvalidArgument: a name without a project; an ambiguous name. NotFound: an
    /// unknown name.</exception>
    public static async Task<RecordSource> FindAsync(
        GalileoCatalog catalog, string? project, string? logStream, string? experiment, CancellationToken cancellationToken)
    {
        EvalEnvironment environment = new();
        if (string.IsNullOrEmpty(project))
            project = environment.GalileoProjectId;
        string? name = NameIn(logStream) ?? NameIn(experiment);
        if (name is not null)
            project ??= environment.GalileoProject ?? throw NoProject(logStream is null ? "experiment" : "log stream", name);

        string? projectId = project is null
            ? null
            : await catalog.ProjectIdAsync(project, cancellationToken).ConfigureAwait(false);
        if (name is null)
            return new RecordSource(projectId, logStream, experiment);
        return logStream is null
            ? new RecordSource(projectId, null, await catalog.ExperimentIdAsync(projectId!, name, cancellationToken).ConfigureAwait(false))
            : new RecordSource(projectId, await catalog.LogStreamIdAsync(projectId!, name, cancellationToken).ConfigureAwait(false), null);
    }

    private static string? NameIn(string? nameOrId) => nameOrId is null || Guid.TryParse(nameOrId, out _) ? null : nameOrId;

    private static EvalException NoProject(string kind, string name) => Invalid(
        $"'{name}' is not a valid {kind} ID (a UUID), and a name requires a project.",
        "Use -Project with a name or an ID, or set GALILEO_PROJECT.");

    private static EvalException Invalid(string reason, string action) =>
        InputError.Of(EvalService.Galileo, reason, action + " Get-GalileoProject lists the projects.");
}
