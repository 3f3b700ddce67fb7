using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Text;

namespace GalileoEval.Completion;

/// <summary>Completes words, quoted if necessary.</summary>
internal abstract class Completer : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string beginning = wordToComplete.Trim('\'', '"');
        return Words(commandName, fakeBoundParameters)
            // Omits names with characters that are unsafe in a terminal: such objects can be specified by ID.
            .Where(word => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && !word.Any(EvalText.IsUnsafe))
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Select(word => new CompletionResult(Quoted(word), word, CompletionResultType.ParameterValue, word));
    }

    /// <summary>The words, of which those with the typed beginning are completed.</summary>
    private protected abstract IEnumerable<string> Words(string commandName, IDictionary parameters);

    private static string Quoted(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
        ? word
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
