using System.Text;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Writes a file as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes text as UTF-8 without a byte order mark. An earlier file is replaced at the end, in one step.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="EvalException">InvalidFile: the file cannot be written; nothing has changed.</exception>
    public static void Write(string path, string text)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(path))
                File.Replace(temporary, path, null);
            else
                File.Move(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Remove(temporary);
            throw new EvalException(EvalErrorCondition.InvalidFile, $"The file '{path}' cannot be written: {e.Message}", e)
            {
                RecommendedAction = "Check that the folder exists and that the file may be written.",
            };
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // The first error says why.
        }
    }
}
