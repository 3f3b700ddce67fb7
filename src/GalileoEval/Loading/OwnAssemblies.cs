#if !NET
using System.Reflection;

namespace GalileoEval.Loading;

/// <summary>Resolves this module's own files if the runtime cannot find an assembly in the requested version: Windows
/// PowerShell has no load contexts and no binding redirects for modules.</summary>
internal static class OwnAssemblies
{
    private static readonly Lazy<Dictionary<string, string>> Files = new(ListFiles);

    /// <summary>Registers the handler, once for all runspaces.</summary>
    public static void Register()
    {
        Unregister();
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    /// <summary>Removes the handler.</summary>
    public static void Unregister() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        AssemblyName wanted = new(args.Name);
        if (wanted.Name is null || !Files.Value.TryGetValue(wanted.Name, out string? path))
            return null;

        // Another module may request the same name: only an assembly that this file satisfies is resolved.
        AssemblyName offered = AssemblyName.GetAssemblyName(path);
        bool sameKey = (offered.GetPublicKeyToken() ?? []).SequenceEqual(wanted.GetPublicKeyToken() ?? []);
        bool newEnough = wanted.Version is null || offered.Version >= wanted.Version;
        return sameKey && newEnough ? Load(path, wanted.Name) : null;
    }

    private static Assembly Load(string path, string name)
    {
        try
        {
            return Assembly.LoadFrom(path);
        }
        catch (FileLoadException)
        {
            // PowerShell 7 has its own assembly of this name, a facade over its runtime, and never loads another one.
            return Assembly.Load(name);
        }
    }

    private static Dictionary<string, string> ListFiles()
    {
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (string folder in new[] { PrivateAssemblies.ModuleFolder, PrivateAssemblies.Folder })
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string file in Directory.GetFiles(folder, "*.dll"))
            {
                string name = Path.GetFileNameWithoutExtension(file);
                if (!files.ContainsKey(name))
                    files.Add(name, file);
            }
        }

        return files;
    }
}
#endif
