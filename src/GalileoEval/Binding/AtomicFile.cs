using System.Text;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Writes a file completely or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <exception cref="EvalException">InvalidFile: the file cannot be written; nothing has changed.</exception>
    public static void Write(string path, string text) =>
        Write(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    /// <summary>Writes bytes. An existing file is replaced atomically.</summary>
    /// <exception cref="EvalException">InvalidFile: the file cannot be written; nothing has changed.</exception>
    public static void Write(string path, byte[] content)
    {
        string temporary = TemporaryName(path);
        try
        {
            File.WriteAllBytes(temporary, content);
            Commit(temporary, path);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            Remove(temporary);
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Writes a file with a delegate. An existing file is replaced atomically.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="path">The full path.</param>
    /// <param name="write">Writes the content. If it fails, nothing has changed.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="EvalException">InvalidFile: the file cannot be written; nothing has changed.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        string temporary = TemporaryName(path);
        try
        {
            T result;
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 80 * 1024, useAsync: true))
                result = await write(stream).ConfigureAwait(false);
            Commit(temporary, path);
            return result;
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (IsOfFile(e))
                throw CannotWrite(path, e);
            throw;
        }
    }

    /// <summary>Rejects a path at which a file exists, for -NoClobber.</summary>
    /// <exception cref="EvalException">Conflict: there is one.</exception>
    public static void RejectExisting(string path)
    {
        if (File.Exists(path))
        {
            throw new EvalException(EvalErrorCondition.Conflict, $"The file '{path}' exists already.")
            {
                RecommendedAction = "Use another path, or omit -NoClobber.",
            };
        }
    }

    private static string TemporaryName(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    private static void Commit(string temporary, string path)
    {
        if (File.Exists(path))
            File.Replace(temporary, path, null);
        else
            File.Move(temporary, path);
    }

    private static bool IsOfFile(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static EvalException CannotWrite(string path, Exception e) =>
        new(EvalErrorCondition.InvalidFile, $"The file '{path}' cannot be written: {e.Message}", e)
        {
            RecommendedAction = "Check that the folder exists and that you have write permission.",
        };

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            // The first error is reported.
        }
    }
}
