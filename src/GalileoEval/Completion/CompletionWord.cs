using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Text;

namespace GalileoEval.Completion;

/// <summary>Offers words for completion.</summary>
internal static class CompletionWord
{
    /// <summary>The words that begin with what was typed, quoted where they must be.</summary>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<string> words)
    {
        string beginning = typed.Trim('\'', '"');
        return words
            // What could drive the terminal is not put on the command line: such a thing is named by its ID.
            .Where(word => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && !word.Any(EvalText.IsUnsafe))
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Select(word => new CompletionResult(Quoted(word), word, CompletionResultType.ParameterValue, word));
    }

    private static string Quoted(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
        ? word
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
