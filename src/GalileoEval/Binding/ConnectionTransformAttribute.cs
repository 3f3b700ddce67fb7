using System.Collections;
using System.Management.Automation;
using GalileoEval.Connections;

namespace GalileoEval.Binding;

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
