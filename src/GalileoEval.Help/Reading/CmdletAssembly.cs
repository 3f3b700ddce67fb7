using System.Reflection;
using System.Runtime.InteropServices;

namespace GalileoEval.Help.Reading;

/// <summary>A module assembly, opened for reading only: none of its code runs.</summary>
public sealed class CmdletAssembly : IDisposable
{
    private readonly MetadataLoadContext _context;
    private readonly Assembly _assembly;
    private readonly XmlDocumentation _documentation;

    private CmdletAssembly(MetadataLoadContext context, Assembly assembly, XmlDocumentation documentation)
    {
        _context = context;
        _assembly = assembly;
        _documentation = documentation;
    }

    /// <summary>Opens an assembly with the XML documentation of everything in its folder.</summary>
    /// <param name="path">The path of the assembly.</param>
    /// <returns>The open assembly.</returns>
    public static CmdletAssembly Open(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // By name, the assembly's own folder first: the resolver wants each file name once.
        IEnumerable<string> files = new[] { folder, AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory() }
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*.dll"))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        MetadataLoadContext context = new(new PathAssemblyResolver(files));
        return new CmdletAssembly(context, context.LoadFromAssemblyPath(Path.GetFullPath(path)), XmlDocumentation.InFolder(folder));
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

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();
}
