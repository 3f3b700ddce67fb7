using System.Globalization;
using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>The kinds of work that can be waited for.</summary>
/// <param name="kinds">The kinds, in order of precedence: an object with the IDs of several kinds is of the
/// first.</param>
public sealed class EvalTaskKinds(IReadOnlyList<EvalTaskKind> kinds)
{
    /// <summary>The kinds of the three services.</summary>
    public static EvalTaskKinds Known { get; } = new(
    [
        new KolenaValidationKind(),
        new KolenaAgentRunKind(),
        new LogRecordValidationKind(),
        new CodeScorerValidationKind(),
        new ScaleTaskKind(),
        new ScaleBatchKind(),
        new GalileoExperimentKind(),
    ]);

    /// <summary>The kinds, in the order in which they are tried.</summary>
    public IReadOnlyList<EvalTaskKind> All { get; } = kinds;

    /// <summary>The kind of a typed object.</summary>
    /// <param name="task">The work.</param>
    /// <returns>The kind; null for an unknown type.</returns>
    public EvalTaskKind? Of(IEvalTask task) => All.FirstOrDefault(kind => kind.Type.IsInstanceOfType(task));

    /// <summary>The kind of an object, by its IDs.</summary>
    /// <param name="ids">The IDs of the object.</param>
    /// <param name="service">The service of the object; null if it is unknown.</param>
    /// <returns>The kind; null if the IDs identify no work.</returns>
    /// <exception cref="EvalException">InvalidArgument: an ID is not a single value.</exception>
    public EvalTaskKind? Find(IEvalTaskIds ids, EvalService? service) =>
        All.FirstOrDefault(kind => kind.Matches(ids, service));

    /// <summary>Creates a reference from an ID alone.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="service">The service of the ID.</param>
    /// <returns>The reference; null if no work of the service is identified by one ID.</returns>
    public IEvalTask? FromId(string id, EvalService service) =>
        All.Where(kind => kind.Service == service).Select(kind => kind.FromId(id)).FirstOrDefault(task => task is not null);

    /// <summary>The properties that identify work, for messages.</summary>
    /// <param name="service">The service; null for all.</param>
    /// <returns>The names by service; <c>TaskId</c>, the most common one, is first.</returns>
    public IReadOnlyList<string> IdProperties(EvalService? service) =>
    [
        .. All
            .Where(kind => service is null || kind.Service == service)
            .OrderBy(kind => kind.Service)
            .ThenByDescending(kind => All.Count(other => other.IdProperty == kind.IdProperty))
            .Select(kind => kind.IdProperty)
            .Distinct(),
    ];

    /// <summary>Formats a count with its noun.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun, in the singular; its plural ends with <c>s</c>.</param>
    internal static string Counted(int count, string noun) =>
        string.Format(CultureInfo.CurrentCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, noun);
}
