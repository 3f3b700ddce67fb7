using System.Collections;
using System.Management.Automation;
using System.Security;
using GalileoEval.Connections;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Rejects a key as plain text with a recommendation, instead of PowerShell's own message, which would repeat
/// the key.</summary>
internal sealed class SecretTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(
                "A key must be a SecureString: use (Read-Host -AsSecureString), a vault's Get-Secret, "
                + "or the service's environment variable."),
        };
}

/// <summary>Treats an empty string, such as an empty cell of a CSV file, as no value; PowerShell would convert it to
/// 0.</summary>
internal sealed class EmptyIsNoneAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) is string { Length: 0 } ? null! : inputData;
}

/// <summary>Converts connection names to connections.</summary>
internal sealed class ConnectionTransformAttribute : ArgumentTransformationAttribute
{
    private readonly EvalService? _service;

    /// <summary>For connections of any service; a name selects all connections with that name.</summary>
    public ConnectionTransformAttribute()
    {
    }

    /// <summary>For a single connection of one service.</summary>
    public ConnectionTransformAttribute(EvalService service)
    {
        _service = service;
    }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object?[] given = InputValue.Unwrap(inputData) is IList several ? [.. several.Cast<object?>()] : [inputData];
        EvalConnection[] found = [.. given.SelectMany(Find)];
        return _service is not null && found.Length == 1 ? found[0] : found;
    }

    private IEnumerable<EvalConnection> Find(object? given)
    {
        object? value = InputValue.Unwrap(given)
            ?? throw new ArgumentTransformationMetadataException("The connection is null. Omit the parameter to use the session's connection.");
        if (value is EvalConnection connection)
        {
            return _service is null || connection.Service == _service
                ? [connection]
                : throw new ArgumentTransformationMetadataException(
                    $"The connection '{connection.Name}' is a connection to {connection.Service}, not to {_service}.");
        }

        // A deserialized connection is identified by its name.
        string name = value as string ?? InputProperty.Text(given, "Name") ?? $"{value}";
        EvalService? service = _service ?? InputProperty.Service(given);
        IReadOnlyList<EvalConnection> named = EvalSession.Named(name, service);
        if (named.Count > 0)
            return named;
        string where = service is null ? "" : $" to {service}";
        throw new ArgumentTransformationMetadataException(
            $"There is no connection{where} named '{name}'. Get-EvalConnection lists the existing connections.");
    }
}

/// <summary>Converts an object with an ID as a property (a typed object, a row of a CSV file, a deserialized object) to
/// the ID.</summary>
/// <param name="service">The service of the ID; an object of another service is rejected.</param>
/// <param name="property">The property that holds the id.</param>
internal sealed class IdentityTransformAttribute(EvalService service, string property) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) is IList several
            ? several.Cast<object?>().Select(IdOf).ToArray()
            : IdOf(inputData)!;

    private object? IdOf(object? input)
    {
        object? value = InputValue.Unwrap(input);
        if (value is null or string or Guid || value.GetType().IsPrimitive)
            return value is Guid ? value.ToString() : value;

        if (value is IList && InputProperty.Composite(value) is { } list)
            throw new ArgumentTransformationMetadataException($"{list} is not a valid {property}: it must be a single text or number.");

        try
        {
            if (InputProperty.Service(input) is { } other && other != service)
                throw new ArgumentTransformationMetadataException($"The object belongs to {other}, not to {service}.");
            return InputProperty.Text(input, property) ?? throw Missing(input);
        }
        catch (EvalException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    // If the cause is an invalid cast, the pipeline continues with the parameters that bind by property name. One
    // whose ID is empty is for none: by its project it would stand for more than itself.
    private ArgumentTransformationMetadataException Missing(object? input)
    {
        if (InputProperty.TryGet(input, property, out _))
            return new ArgumentTransformationMetadataException($"The {property} of the object is empty.");
        string message = $"The object has no property {property}.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
