using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Galileo;

namespace GalileoEval.Completion;

/// <summary>Completes the operators of a log-record filter: those of the specified type, otherwise all.</summary>
internal sealed class LogRecordOperatorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        IEnumerable<string> typed = fakeBoundParameters.Keys.Cast<string>();
        IReadOnlyList<LogRecordFilterType> types =
            [.. LogRecordFilterType.All.Where(type => typed.Contains(type.Name, StringComparer.OrdinalIgnoreCase))];
        return CompletionWord.Matching(
            wordToComplete, (types.Count > 0 ? types : LogRecordFilterType.All).SelectMany(type => type.Operators).Distinct());
    }
}
