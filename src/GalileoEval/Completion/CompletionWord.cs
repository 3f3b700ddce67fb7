using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Text;

namespace GalileoEval.Completion;

/// <summary>Creates completion results from words.</summary>
internal static class CompletionWord
{
    /// <summary>The words with the typed prefix, quoted if necessary.</summary>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<string> words)
    {
        string beginning = typed.Trim('\'', '"');
        return words
            // Omits names with characters that are unsafe in a terminal: such objects can be specified by ID.
            .Where(word => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && !word.Any(EvalText.IsUnsafe))
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Select(word => new CompletionResult(Quoted(word), word, CompletionResultType.ParameterValue, word));
    }

    private static string Quoted(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
        ? word
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
