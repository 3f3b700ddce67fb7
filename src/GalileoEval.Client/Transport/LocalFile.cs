using System.Security;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Transport;

/// <summary>A local file to upload. Devices, pipes and directories are rejected before they are
/// opened.</summary>
/// <param name="path">The path, without wildcards; relative to the process's directory.</param>
/// <param name="invalid">Creates the error for a file that cannot be sent, from its path and the reason.</param>
internal sealed class LocalFile(string path, Func<string?, string, Exception?, EvalException> invalid)
{
    public const int ChunkSize = 16 * 1024;

    /// <summary>The full path.</summary>
    public string Path { get; } = FullPathOf(path, invalid);

    /// <summary>Opens the file. The caller disposes of the stream.</summary>
    /// <exception cref="EvalException">InvalidFile: the message names the path and the reason.</exception>
    public FileStream Open()
    {
        try
        {
            FileStream stream = new(
                RequireRegularFile(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ChunkSize, useAsync: true);
            if (stream.CanSeek)
                return stream;

            stream.Dispose();
            throw Invalid("it is a device or a pipe, not a regular file.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid("it does not exist.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or SecurityException)
        {
            throw Invalid("access is denied.", e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Creates the error for a file that cannot be sent.</summary>
    public EvalException Invalid(string reason, Exception? cause = null) => invalid(Path, reason, cause);

    /// <summary>Creates the error for a failed read.</summary>
    public EvalException Unreadable(Exception cause) => Invalid($"it cannot be read: {EvalText.OneLine(cause.Message)}", cause);

    private static string FullPathOf(string path, Func<string?, string, Exception?, EvalException> invalid)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw invalid(path, "its path is empty.", null);

        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException or SecurityException)
        {
            throw invalid(path, "its path is invalid.", e);
        }
    }

    // Opening a pipe blocks until there is a writer. Pipes and devices have no length.
    private string RequireRegularFile()
    {
        string target = Path;
#if NET
        // The length of a link is not the length of its target.
        target = File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
#endif
        if ((File.GetAttributes(target) & FileAttributes.Directory) != 0)
            throw Invalid("it is a directory.");
        return new FileInfo(target).Length > 0 ? target : throw Invalid("it is empty, or not a regular file.");
    }
}
