using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using GalileoEval.Analysis;

namespace GalileoEval.Binding.Scores;

/// <summary>Collects the provenance of a baseline from the objects.</summary>
internal sealed class BaselineProvenance
{
    private static readonly EvalService[] Services = [EvalService.Galileo, EvalService.Kolena, EvalService.Scale];

    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _projects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _scorers = new(StringComparer.Ordinal);
    private EvalBaseline? _imported;

    /// <summary>Adds one input. A list is read item by item.</summary>
    public void Add(object? input)
    {
        object? bare = ScoreColumns.Bare(input);
        switch (bare)
        {
            case null or string:
                return;
            case EvalBaselineItem item:
                _imported ??= item.Baseline;
                return;
            case IList list:
                foreach (object? item in list)
                    Add(item);
                return;
        }

        ScoreItem row = new(input);
        string? typeName = bare.GetType().Namespace;
        string? service = row.Text("Service")
            ?? Services.Select(static known => known.ToString()).FirstOrDefault(name => typeName == $"{nameof(GalileoEval)}.{name}");
        Note(_services, service);
        Note(_projects, row.Text("ProjectName") ?? row.Text("ProjectId"));
        Note(_scorers, row.Text("Path"));
    }

    /// <summary>The provenance so far.</summary>
    /// <param name="note">The note of the user.</param>
    /// <param name="key">The properties of the keys; null for the default.</param>
    /// <param name="now">The time.</param>
    public EvalBaseline Complete(string? note, string[]? key, DateTimeOffset now)
    {
        string? path = _scorers.Count == 1 ? _scorers.Min : null;
        return new EvalBaseline
        {
            CreatedAt = now.UtcDateTime,
            ModuleVersion = typeof(BaselineProvenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
            Service = Join(_services) ?? _imported?.Service,
            Project = Join(_projects) ?? _imported?.Project,
            ScorerName = Join(_scorers.Select(Path.GetFileName)) ?? _imported?.ScorerName,
            ScorerSha256 = path is null ? _imported?.ScorerSha256 : HashOf(path),
            Note = note,
            Key = new EvalList<string>(key ?? [.. _imported?.Key ?? new EvalList<string>([])]),
        };
    }

    private static void Note(SortedSet<string> texts, string? text)
    {
        if (text is not null)
            texts.Add(text);
    }

    private static string? Join(IEnumerable<string?> texts) =>
        string.Join("; ", texts) is { Length: > 0 } joined ? joined : null;

    private static string? HashOf(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using SHA256 algorithm = SHA256.Create();
            return string.Concat(algorithm.ComputeHash(file).Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The file may have been removed since it was validated.
            return null;
        }
    }
}
