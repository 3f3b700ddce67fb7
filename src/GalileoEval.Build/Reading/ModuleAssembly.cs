using System.Reflection;
using System.Runtime.InteropServices;
using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>A module assembly, opened for reading only: none of its code runs.</summary>
public sealed class ModuleAssembly : IDisposable
{
    private readonly MetadataLoadContext _context;
    private readonly Assembly _assembly;
    private readonly XmlDocumentation _documentation;
    private readonly Lazy<Dictionary<string, Type>> _types;

    private ModuleAssembly(MetadataLoadContext context, Assembly assembly, XmlDocumentation documentation)
    {
        _context = context;
        _assembly = assembly;
        _documentation = documentation;
        _types = new(() => OwnAssemblies().SelectMany(own => own.GetExportedTypes()).ToDictionary(type => type.FullName!));
    }

    /// <summary>Opens an assembly with the XML documentation of everything in its folder.</summary>
    /// <param name="path">The path of the assembly.</param>
    /// <returns>The open assembly.</returns>
    public static ModuleAssembly Open(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // Distinct file names, the folder of the assembly first, because the resolver rejects duplicates.
        IEnumerable<string> files = new[] { folder, AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory() }
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*.dll"))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        MetadataLoadContext context = new(new PathAssemblyResolver(files));
        return new ModuleAssembly(context, context.LoadFromAssemblyPath(Path.GetFullPath(path)), XmlDocumentation.InFolder(folder));
    }

    /// <summary>Reads every public cmdlet.</summary>
    /// <returns>The cmdlets, by name.</returns>
    public IReadOnlyList<CmdletHelp> ReadCmdlets()
    {
        CmdletReader reader = new(_documentation);
        return
        [
            .. _assembly.GetExportedTypes()
                .Where(type => !type.IsAbstract && type.Attribute(CmdletReader.CmdletAttribute) is not null)
                .Select(reader.Read)
                .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Finds a public type of the assembly, or of a referenced one in the same folder.</summary>
    /// <param name="fullName">The full name.</param>
    /// <returns>The type; null if there is none.</returns>
    public Type? FindType(string fullName) => _types.Value.GetValueOrDefault(fullName);

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    private IEnumerable<Assembly> OwnAssemblies()
    {
        string folder = Path.GetDirectoryName(_assembly.Location)!;
        return _assembly.GetReferencedAssemblies()
            .Where(name => File.Exists(Path.Combine(folder, name.Name + ".dll")))
            .Select(_context.LoadFromAssemblyName)
            .Prepend(_assembly);
    }
}
