using System.Reflection;

namespace GalileoEval.Build.Reading;

/// <summary>Extensions for reflection-only members: attributes by name, documentation IDs.</summary>
public static class MemberInfoExtensions
{
    /// <summary>Finds an attribute.</summary>
    /// <param name="member">The member.</param>
    /// <param name="fullName">The full name of the attribute's type.</param>
    /// <returns>The attribute, or null.</returns>
    public static CustomAttributeData? Attribute(this MemberInfo member, string fullName) =>
        member.Attributes(fullName).FirstOrDefault();

    /// <summary>Finds every attribute of one type.</summary>
    /// <param name="member">The member.</param>
    /// <param name="fullName">The full name of the attribute's type.</param>
    /// <returns>The attributes.</returns>
    public static IEnumerable<CustomAttributeData> Attributes(this MemberInfo member, string fullName) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == fullName);

    /// <summary>Reads a named argument of an attribute.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="name">The argument's name.</param>
    /// <returns>The value, or the type's default if the argument is absent.</returns>
    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value
            ? value
            : default;

    /// <summary>Reads the constructor arguments of an attribute; a <c>params</c> array is expanded.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The values.</returns>
    public static IEnumerable<object?> Positional(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument =>
            argument.Value is IEnumerable<CustomAttributeTypedArgument> items
                ? items.Select(item => item.Value)
                : [argument.Value]);

    /// <summary>The ID of a member in XML documentation.</summary>
    /// <param name="member">A type or a property.</param>
    /// <returns>Such as <c>P:GalileoEval.Commands.GetScaleTaskCommand.TaskId</c>.</returns>
    public static string DocumentationId(this MemberInfo member) =>
        member is Type type ? $"T:{NameOf(type)}" : $"P:{NameOf(member.DeclaringType!)}.{member.Name}";

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
