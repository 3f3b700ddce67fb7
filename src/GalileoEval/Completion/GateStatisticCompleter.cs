using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Analysis;
using GalileoEval.Binding.Gates;

namespace GalileoEval.Completion;

/// <summary>Completes the properties that a gate rule can compare, for the specified source.</summary>
internal sealed class GateStatisticCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWord.Matching(wordToComplete, GateStatistics.Names(SourceOf(fakeBoundParameters)));

    /// <summary>The specified source; null for none.</summary>
    internal static EvalGateSource? SourceOf(IDictionary bound) =>
        Enum.TryParse(bound["Source"] as string, ignoreCase: true, out EvalGateSource source) ? source : null;
}
