using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Analysis;
using GalileoEval.Binding.Gates;

namespace GalileoEval.Completion;

/// <summary>Completes the values of the property of a gate rule, if they are known.</summary>
internal sealed class GateValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (fakeBoundParameters["Statistic"] is not string statistic)
            return [];
        EvalGateSource? source = GateStatisticCompleter.SourceOf(fakeBoundParameters);
        return CompletionWord.Matching(wordToComplete, GateStatistics.SourcesOf(statistic)
            .Where(each => source is null || each == source)
            .Select(each => GateStatistics.TypeOf(each, statistic))
            .Where(static type => type?.IsEnum == true)
            .SelectMany(static type => Enum.GetNames(type!))
            .Distinct(StringComparer.Ordinal));
    }
}
