using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GalileoEval.Build.Tests.Architecture;

/// <summary>Reads from the metadata and the IL of a built assembly what its namespaces refer to. Constants and nameof leave no
/// trace there.</summary>
internal sealed class BuiltAssembly : IDisposable
{
    private static readonly Dictionary<int, OperandType> _operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private BuiltAssembly(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
        Name = Path.GetFileNameWithoutExtension(path);
    }

    public string Name { get; }

    /// <summary>The names of the assemblies that it refers to.</summary>
    public IEnumerable<string> References =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>Its own namespaces.</summary>
    public IReadOnlySet<string> Namespaces =>
        _metadata.TypeDefinitions.Select(NamespaceOf).Where(IsOwn).ToHashSet();

    /// <summary>The strings in its code.</summary>
    public IEnumerable<string> Strings
    {
        get
        {
            UserStringHandle handle = MetadataTokens.UserStringHandle(0);
            while (!(handle = _metadata.GetNextHandle(handle)).IsNil)
                yield return _metadata.GetUserString(handle);
        }
    }

    /// <summary>Opens the assembly of a project, as it was built with this test.</summary>
    public static BuiltAssembly Of(string project)
    {
        // .../tests/<project>/bin/<configuration>/<framework>/
        DirectoryInfo output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string configuration = output.Parent!.Name;
        string root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return new BuiltAssembly(Path.Combine(root, "src", project, "bin", configuration, "net8.0", project + ".dll"));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The references between its namespaces.</summary>
    public IReadOnlySet<Arrow> Arrows()
    {
        HashSet<Arrow> arrows = [];
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            string from = NamespaceOf(handle);
            if (IsOwn(from))
                arrows.UnionWith(TypesIn(handle).Select(NamespaceOf).Where(to => to != from && IsOwn(to)).Select(to => new Arrow(from, to)));
        }

        return arrows;
    }

    private static bool IsOwn(string name) => name == "GalileoEval" || name.StartsWith("GalileoEval.", StringComparison.Ordinal);

    private string NamespaceOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NamespaceOf(outer) : _metadata.GetString(type.Namespace);
    }

    private HashSet<TypeDefinitionHandle> TypesIn(TypeDefinitionHandle handle)
    {
        TypeCollector found = new(_metadata);
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        found.Add(type.BaseType);
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
            found.Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (FieldDefinitionHandle field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(found, null);
        foreach (GenericParameterHandle parameter in type.GetGenericParameters())
            AddConstraints(parameter, found);
        foreach (CustomAttributeHandle attribute in AttributesOf(type))
            found.AddAttribute(_metadata.GetCustomAttribute(attribute));
        foreach (MethodDefinitionHandle method in type.GetMethods())
            AddMethod(_metadata.GetMethodDefinition(method), found);
        return found.Types;
    }

    private IEnumerable<CustomAttributeHandle> AttributesOf(TypeDefinition type) =>
    [
        .. type.GetCustomAttributes(),
        .. type.GetProperties().SelectMany(property => _metadata.GetPropertyDefinition(property).GetCustomAttributes()),
        .. type.GetFields().SelectMany(field => _metadata.GetFieldDefinition(field).GetCustomAttributes()),
    ];

    private void AddConstraints(GenericParameterHandle parameter, TypeCollector found)
    {
        foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
            found.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void AddMethod(MethodDefinition method, TypeCollector found)
    {
        method.DecodeSignature(found, null);
        foreach (GenericParameterHandle parameter in method.GetGenericParameters())
            AddConstraints(parameter, found);
        if (method.RelativeVirtualAddress == 0)
            return;

        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(found, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            found.Add(region.CatchType);
        AddCode(body.GetILReader(), found);
    }

    private static void AddCode(BlobReader code, TypeCollector found)
    {
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
                value = (value << 8) | code.ReadByte();
            switch (_operands[value])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    found.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += targets * 4;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }
}

/// <summary>A namespace refers to another.</summary>
/// <param name="From">The referring namespace.</param>
/// <param name="To">The referenced namespace.</param>
internal readonly record struct Arrow(string From, string To)
{
    public override string ToString() => $"{From} -> {To}";
}
