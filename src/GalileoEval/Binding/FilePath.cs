using System.Collections.ObjectModel;
using System.Management.Automation;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Converts PowerShell paths into paths of the file system.</summary>
internal static class FilePath
{
    /// <summary>The recommended action if the path of a scorer is not a file.</summary>
    public const string PythonFile = "Give the path of a Python file.";

    /// <summary>Finds the files of the parameters -Path and -LiteralPath.</summary>
    /// <param name="paths">Resolves paths of the session.</param>
    /// <param name="path">The values of -Path: wildcards are expanded.</param>
    /// <param name="literalPath">The values of -LiteralPath.</param>
    /// <param name="advice">The recommended action if a path is not a file.</param>
    /// <param name="use">Receives each path with its file. It throws an EvalException to reject the rest of the
    /// path.</param>
    /// <param name="reject">Receives each path that was rejected, with the error.</param>
    public static void ForEach(
        PathIntrinsics paths,
        string[] path,
        string[] literalPath,
        string advice,
        Action<string, string> use,
        Action<string, EvalException> reject)
    {
        foreach (string pattern in path)
            Try(pattern, () => Expand(paths, pattern, advice));
        foreach (string literal in literalPath)
            Try(literal, () => [Literal(paths, literal, advice)]);

        void Try(string given, Func<IReadOnlyList<string>> find)
        {
            try
            {
                foreach (string file in find())
                    use(given, file);
            }
            catch (EvalException e)
            {
                reject(given, e);
            }
        }
    }

    /// <summary>Finds every file that a path with wildcards matches. If they match nothing, the path may be the name of
    /// a file with brackets, as in the Path of a validation.</summary>
    /// <param name="paths">Resolves paths of the session.</param>
    /// <param name="path">The path; without wildcards it must exist.</param>
    /// <param name="advice">The recommended action if the path is not in the file system.</param>
    /// <returns>The full paths; empty if wildcards match nothing.</returns>
    /// <exception cref="EvalException">InvalidFile: the file does not exist, or is not in the file system.</exception>
    public static IReadOnlyList<string> Expand(PathIntrinsics paths, string path, string advice) => Resolve(path, advice, () =>
    {
        Collection<string> found = paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        if (found.Count == 0 && provider.Name == "FileSystem" && Literal(paths, path) is { } file && File.Exists(file))
            found.Add(file);
        return (found, provider);
    });

    /// <summary>Returns the file of a literal path, whether it exists or not.</summary>
    /// <param name="paths">Resolves paths of the session.</param>
    /// <param name="path">The path.</param>
    /// <param name="advice">The recommended action if the path is not in the file system.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="EvalException">InvalidFile: not in the file system.</exception>
    public static string Literal(PathIntrinsics paths, string path, string advice = PythonFile) => Resolve(path, advice, () =>
    {
        string found = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return ([found], provider);
    })[0];

    private static IReadOnlyList<string> Resolve(
        string path, string advice, Func<(IReadOnlyList<string>, ProviderInfo)> resolve)
    {
        try
        {
            (IReadOnlyList<string> found, ProviderInfo provider) = resolve();
            return provider.Name == "FileSystem"
                ? found
                : throw Rejected($"'{path}' is in the provider {provider.Name}, not in the file system.", advice, null);
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or PSArgumentException)
        {
            throw Rejected(e.Message, advice, e);
        }
    }

    private static EvalException Rejected(string message, string advice, Exception? cause) =>
        new(EvalErrorCondition.InvalidFile, message, cause) { RecommendedAction = advice };
}
