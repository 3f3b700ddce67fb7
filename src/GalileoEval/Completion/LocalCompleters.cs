using System.Collections;
using GalileoEval.Analysis;
using GalileoEval.Binding.Gates;
using GalileoEval.Connections;
using GalileoEval.Galileo;

namespace GalileoEval.Completion;

/// <summary>Completes the names of the session's connections; in a cmdlet of one service, those of that
/// service.</summary>
internal sealed class ConnectionCompleter : Completer
{
    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters)
    {
        string noun = commandName.Substring(commandName.IndexOf('-') + 1);
        return EvalSession.All
            .Where(connection => noun.StartsWith("Eval", StringComparison.OrdinalIgnoreCase)
                || noun.StartsWith(connection.Service.ToString(), StringComparison.OrdinalIgnoreCase))
            .Select(connection => connection.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Completes the operators of a log-record filter: those of the specified type, otherwise all.</summary>
internal sealed class LogRecordOperatorCompleter : Completer
{
    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters)
    {
        IEnumerable<string> typed = parameters.Keys.Cast<string>();
        IReadOnlyList<LogRecordFilterType> types =
            [.. LogRecordFilterType.All.Where(type => typed.Contains(type.Name, StringComparer.OrdinalIgnoreCase))];
        return (types.Count > 0 ? types : LogRecordFilterType.All).SelectMany(type => type.Operators).Distinct();
    }
}

/// <summary>Completes the properties that a gate rule can compare, for the specified source.</summary>
internal sealed class GateStatisticCompleter : Completer
{
    /// <summary>The specified source; null for none.</summary>
    internal static EvalGateSource? SourceOf(IDictionary parameters) =>
        Enum.TryParse(parameters["Source"] as string, ignoreCase: true, out EvalGateSource source) ? source : null;

    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters) =>
        GateStatistics.Names(SourceOf(parameters));
}

/// <summary>Completes the values of the property of a gate rule, if they are known.</summary>
internal sealed class GateValueCompleter : Completer
{
    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters)
    {
        if (parameters["Statistic"] is not string statistic)
            return [];
        EvalGateSource? source = GateStatisticCompleter.SourceOf(parameters);
        return GateStatistics.SourcesOf(statistic)
            .Where(each => source is null || each == source)
            .Select(each => GateStatistics.TypeOf(each, statistic))
            .Where(static type => type?.IsEnum == true)
            .SelectMany(static type => Enum.GetNames(type!))
            .Distinct(StringComparer.Ordinal);
    }
}
