using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GalileoEval.Completion;

/// <summary>Offers words that do not change. Unlike a validated set it lets other words pass: a service may know more than this
/// module.</summary>
internal abstract class WordCompleter : IArgumentCompleter
{
    private readonly string[] _words;

    private protected WordCompleter(params string[] words)
    {
        _words = words;
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => CompletionWord.Matching(wordToComplete, _words);
}
