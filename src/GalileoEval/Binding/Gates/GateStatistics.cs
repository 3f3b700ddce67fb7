using System.Collections;
using System.Reflection;
using GalileoEval.Analysis;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Binding.Gates;

/// <summary>The properties that gate rules may compare: those with a single value, by their source.</summary>
internal static class GateStatistics
{
    // Properties that are not statistics.
    private static readonly string[] Excluded = [nameof(EvalScoreSummary.Metric), nameof(EvalScoreSummary.Group)];

    // Statistics that only a service computes: those of the metrics of experiments.
    private static readonly string[] ServiceStatistics = ["Sum", "Percentage", "P95", "P99"];

    private static readonly Lazy<Dictionary<EvalGateSource, Dictionary<string, (string Name, Type Type)>>> All = new(() => new()
    {
        [EvalGateSource.Summary] = SummaryStatistics(),
        [EvalGateSource.Comparison] = PropertiesOf([typeof(EvalScoreComparison)], Excluded),
        [EvalGateSource.Agreement] = PropertiesOf([typeof(EvalAgreement)], Excluded),
        [EvalGateSource.Work] = PropertiesOf(
            typeof(IEvalTask).Assembly.GetExportedTypes().Where(type =>
                type.IsClass && !type.IsAbstract && typeof(IEvalTask).IsAssignableFrom(type)), []),
    });

    /// <summary>The sources of statistics.</summary>
    public static IEnumerable<EvalGateSource> Sources => All.Value.Keys;

    /// <summary>The names of the statistics.</summary>
    /// <param name="source">The source; null for all.</param>
    public static IEnumerable<string> Names(EvalGateSource? source) => All.Value
        .Where(each => source is null || each.Key == source)
        .SelectMany(static each => each.Value.Values)
        .Select(static statistic => statistic.Name)
        .Distinct(StringComparer.Ordinal);

    /// <summary>Finds the source of a statistic.</summary>
    /// <param name="statistic">Its name, case-insensitive.</param>
    public static EvalGateSource[] SourcesOf(string statistic) =>
        [.. All.Value.Where(each => each.Value.ContainsKey(statistic)).Select(static each => each.Key)];

    /// <summary>Finds a statistic.</summary>
    /// <param name="statistic">Its name; case does not count.</param>
    /// <param name="source">The source; null to infer it from the name.</param>
    /// <returns>The source, the name as the type spells it, and the type of the value.</returns>
    /// <exception cref="EvalException">InvalidArgument: nothing has it, or several sources do and none is
    /// named.</exception>
    public static (EvalGateSource Source, string Name, Type Type) Find(string statistic, EvalGateSource? source)
    {
        EvalGateSource[] sources = SourcesOf(statistic);
        if (sources.Length == 0 || (source is { } named && !sources.Contains(named)))
            throw Unknown(statistic, source, sources);
        if (source is null && sources.Length > 1)
        {
            throw InputError.Of(
                $"The statistic '{statistic}' is ambiguous: {string.Join(", ", sources)} have it.",
                $"Specify the source, such as -Source {sources[0]}.");
        }

        EvalGateSource found = source ?? sources[0];
        (string name, Type type) = All.Value[found][statistic];
        return (found, name, type);
    }

    /// <summary>The type of a statistic's value.</summary>
    /// <param name="source">The source.</param>
    /// <param name="statistic">Its name; case does not count.</param>
    /// <returns>The type, without Nullable; null if there is no such statistic.</returns>
    public static Type? TypeOf(EvalGateSource source, string statistic) =>
        All.Value[source].TryGetValue(statistic, out (string Name, Type Type) known) ? known.Type : null;

    private static Type TypeOf(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static Dictionary<string, (string Name, Type Type)> SummaryStatistics()
    {
        Dictionary<string, (string, Type)> statistics = PropertiesOf([typeof(EvalScoreSummary)], Excluded);
        foreach (string statistic in ServiceStatistics)
            statistics.Add(statistic, (statistic, typeof(double)));
        return statistics;
    }

    private static Dictionary<string, (string Name, Type Type)> PropertiesOf(IEnumerable<Type> types, string[] excluded)
    {
        Dictionary<string, (string, Type)> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (PropertyInfo property in types.SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            Type type = TypeOf(property);
            bool isSingle = type == typeof(string) || (type.IsValueType && !typeof(IEnumerable).IsAssignableFrom(type));
            if (isSingle && !excluded.Contains(property.Name) && !found.ContainsKey(property.Name))
                found.Add(property.Name, (property.Name, type));
        }

        return found;
    }

    private static EvalException Unknown(string statistic, EvalGateSource? source, EvalGateSource[] sources)
    {
        string where = source is null ? "" : $" of the source {source}";
        return InputError.Of(
            $"'{EvalText.OneLine(statistic, 100)}' is not a statistic{where}.",
            sources.Length > 0 ? $"The source {string.Join(", ", sources)} has it." : NearestNames.Hint(statistic, Names(source)));
    }
}
