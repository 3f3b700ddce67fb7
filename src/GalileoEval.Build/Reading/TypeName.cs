namespace GalileoEval.Build.Reading;

/// <summary>Formats types for the help.</summary>
public static class TypeName
{
    /// <summary>The type for the syntax, without namespace and <c>Nullable</c>.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Such as <c>String[]</c>.</returns>
    public static string Short(Type type)
    {
        if (type.IsArray)
            return Short(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        if (type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
            return Short(type.GetGenericArguments()[0]);
        string arguments = string.Join(",", type.GetGenericArguments().Select(Short));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}[{arguments}]";
    }

    /// <summary>The full name of the type, in PowerShell syntax.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Such as <c>System.String[]</c>.</returns>
    public static string Full(Type type)
    {
        if (type.IsArray)
            return Full(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.FullName!;
        if (type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
            return Full(type.GetGenericArguments()[0]);
        string definition = type.GetGenericTypeDefinition().FullName!;
        string arguments = string.Join(",", type.GetGenericArguments().Select(Full));
        return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)]}[{arguments}]";
    }

    /// <summary>The type of one item.</summary>
    /// <param name="type">A type.</param>
    /// <returns>The element type of an array, the value type of a nullable, otherwise the type itself.</returns>
    public static Type Item(Type type)
    {
        if (type.IsArray)
            return Item(type.GetElementType()!);
        return type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1"
            ? type.GetGenericArguments()[0]
            : type;
    }
}
