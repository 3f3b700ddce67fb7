#if NET
using System.Reflection;
using System.Runtime.Loader;
using GalileoEval.Transport;

namespace GalileoEval.Loading;

/// <summary>Loads the assemblies of one folder for this module only. Shared types and the framework are loaded by the
/// default context.</summary>
internal sealed class PrivateLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Shared = typeof(IEvalTransportFactory).Assembly;
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly string _folder;

    public PrivateLoadContext(string folder)
        : base("GalileoEval")
    {
        _folder = folder;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Shared.GetName().Name)
            return Shared;

        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) && !FrameworkHas(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    // A package may include a part of the framework, such as System.Diagnostics.DiagnosticSource. Its types are in
    // signatures of the framework, so the framework's own copy is used if it is new enough.
    private static bool FrameworkHas(AssemblyName assemblyName)
    {
        if (assemblyName.Name?.StartsWith("System.", StringComparison.Ordinal) != true)
            return false;
        string path = Path.Combine(FrameworkFolder, assemblyName.Name + ".dll");
        return File.Exists(path) && AssemblyName.GetAssemblyName(path).Version >= assemblyName.Version;
    }
}
#endif
