using System.Collections;
using System.Management.Automation;
using GalileoEval.Connections;

namespace GalileoEval.Binding;

/// <summary>Lets a parameter take connections by name as well as by object.</summary>
internal sealed class ConnectionTransformAttribute : ArgumentTransformationAttribute
{
    private readonly EvalService? _service;

    /// <summary>For connections of any service: a name stands for all of that name.</summary>
    public ConnectionTransformAttribute()
    {
    }

    /// <summary>For one connection of one service.</summary>
    public ConnectionTransformAttribute(EvalService service)
    {
        _service = service;
    }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object?[] given = Plain(inputData) is IList several ? [.. several.Cast<object?>()] : [inputData];
        EvalConnection[] found = [.. given.SelectMany(Find)];
        return _service is not null && found.Length == 1 ? found[0] : found;
    }

    private IEnumerable<EvalConnection> Find(object? given)
    {
        object? value = Plain(given)
            ?? throw new ArgumentTransformationMetadataException("The connection is null. Omit the parameter to use the session's connection.");
        if (value is EvalConnection connection)
        {
            return _service is null || connection.Service == _service
                ? [connection]
                : throw new ArgumentTransformationMetadataException(
                    $"The connection '{connection.Name}' leads to {connection.Service}, not to {_service}.");
        }

        // A connection that went through a job or a file is known again by its name.
        string name = value as string ?? InputProperty.Text(given, "Name") ?? $"{value}";
        EvalService? service = _service ?? InputProperty.Service(given);
        IReadOnlyList<EvalConnection> named = EvalSession.Named(name, service);
        if (named.Count > 0)
            return named;
        string where = service is null ? "" : $" to {service}";
        throw new ArgumentTransformationMetadataException(
            $"There is no connection{where} named '{name}'. Get-EvalConnection lists those there are.");
    }

    private static object? Plain(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
