using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace GalileoEval.Build.Tests.Architecture;

/// <summary>Collects the types of an assembly that signatures and tokens name. Those of other assemblies are left out. Signatures
/// decode to names, which only tell attributes what a <see cref="Type"/> is.</summary>
internal sealed class TypeCollector(MetadataReader metadata)
    : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    public HashSet<TypeDefinitionHandle> Types { get; } = [];

    /// <summary>Adds what a token names: a type, or the types of a member.</summary>
    public void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Types.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.FieldDefinition:
                Types.Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodDefinition:
                Types.Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(this, null);
                break;
        }
    }

    /// <summary>Adds the type of an attribute and the types that its arguments name.</summary>
    public void AddAttribute(CustomAttribute attribute)
    {
        Add(attribute.Constructor);
        attribute.DecodeValue(this);
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Types.Add(handle);
        return NameOf(handle);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        Add(handle);
        return "";
    }

    public string GetTypeFromSerializedName(string name)
    {
        string own = name.Split(',', '[')[0];
        Types.UnionWith(metadata.TypeDefinitions.Where(handle => NameOf(handle) == own));
        return own;
    }

    public bool IsSystemType(string type) => type == GetSystemType();

    public string GetSystemType() => "System.Type";

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => elementType;

    private string NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
