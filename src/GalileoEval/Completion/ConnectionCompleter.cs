using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Connections;

namespace GalileoEval.Completion;

/// <summary>Completes the names of the session's connections; in a cmdlet of one service, those of that service.</summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string noun = commandName.Substring(commandName.IndexOf('-') + 1);
        IEnumerable<EvalConnection> fitting = EvalSession.All.Where(connection =>
            noun.StartsWith("Eval", StringComparison.OrdinalIgnoreCase)
            || noun.StartsWith(connection.Service.ToString(), StringComparison.OrdinalIgnoreCase));
        return CompletionWord.Matching(
            wordToComplete, fitting.Select(connection => connection.Name).Distinct(StringComparer.OrdinalIgnoreCase));
    }
}
