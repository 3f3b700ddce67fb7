namespace GalileoEval.Sandbox.Scoring;

/// <summary>The temporary folder of one sandbox. Made when first used, gone when the sandbox is.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly Lazy<string> _path = new(Create);

    /// <summary>Makes a folder for one run.</summary>
    /// <returns>Its path.</returns>
    public string CreateRunFolder() =>
        Directory.CreateDirectory(Path.Combine(_path.Value, Guid.NewGuid().ToString("N").Substring(0, 12))).FullName;

    /// <summary>Removes a folder, whatever a scorer has done to it.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows holds on to files of a process that is just ending. The sandbox's end tries again.
        }
    }

    public void Dispose()
    {
        if (_path.IsValueCreated)
            Remove(_path.Value);
    }

    private static string Create()
    {
        string path = Path.Combine(Path.GetTempPath(), "GalileoEval.Sandbox-" + Guid.NewGuid().ToString("N"));
#if NET
        // Scorers and records are nobody else's business on a shared machine.
        if (!OperatingSystem.IsWindows())
            return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
#endif
        return Directory.CreateDirectory(path).FullName;
    }
}
