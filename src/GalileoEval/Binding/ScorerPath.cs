using System.Collections.ObjectModel;
using System.Management.Automation;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Turns PowerShell paths into paths of the file system.</summary>
internal static class ScorerPath
{
    private const string PythonFile = "Give the path of a Python file.";

    /// <summary>Every file that a path with wildcards stands for. Where they match nothing, it may be the name of a file with
    /// brackets, as in the Path of a validation.</summary>
    /// <param name="paths">Resolves paths of the session.</param>
    /// <param name="path">The path; without wildcards it must exist.</param>
    /// <returns>The full paths; none when wildcards match nothing.</returns>
    /// <exception cref="EvalException">InvalidFile: nothing there, or not in the file system.</exception>
    public static IReadOnlyList<string> Expand(PathIntrinsics paths, string path) => Resolve(path, PythonFile, () =>
    {
        Collection<string> found = paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        if (found.Count == 0 && provider.Name == "FileSystem" && Literal(paths, path) is { } file && File.Exists(file))
            found.Add(file);
        return (found, provider);
    });

    /// <summary>The file of a literal path; its existence is not checked.</summary>
    /// <param name="paths">Resolves paths of the session.</param>
    /// <param name="path">The path.</param>
    /// <param name="advice">What to do where the path does not lead to the file system.</param>
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
