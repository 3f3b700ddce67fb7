using System.Management.Automation;
using System.Management.Automation.Language;

namespace GalileoEval.Completion;

/// <summary>Offers words for completion.</summary>
internal static class CompletionWord
{
    /// <summary>The words that begin with what was typed, quoted where they must be.</summary>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<string> words)
    {
        string beginning = typed.Trim('\'', '"');
        return words
            .Where(word => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Select(word => new CompletionResult(Quoted(word), word, CompletionResultType.ParameterValue, word));
    }

    private static string Quoted(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
        ? word
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
