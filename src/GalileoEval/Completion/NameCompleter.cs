using System.Collections;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Completes names from a service, over the connection that the command would use. Returns nothing if that
/// fails.</summary>
internal abstract class NameCompleter(EvalService service) : Completer
{
    /// <summary>Finds the connection of -Connection, otherwise that of the session or the environment.</summary>
    /// <exception cref="EvalException">There is none.</exception>
    internal static EvalConnection TypedConnection(IDictionary parameters, EvalService service) =>
        InputValue.Unwrap(parameters["Connection"]) switch
        {
            EvalConnection connection when connection.Service == service => connection,
            string name when EvalSession.Named(name, service) is [EvalConnection connection, ..] => connection,
            null => EvalSession.DefaultOf(service),
            _ => throw new EvalException(EvalErrorCondition.NoConnection, $"-Connection is not a connection to {service}."),
        };

    /// <summary>The owner of the names, such as a project; null (the default) for the account.</summary>
    private protected virtual string? Owner(IDictionary parameters) => null;

    /// <summary>Reads the names from the service.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="owner">The owner of the names.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    private protected abstract Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken);

    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters)
    {
        try
        {
            IEvalTransport transport = TypedConnection(parameters, service).Transport;
            string? owner = Owner(parameters);
            return RemoteList<string>
                .Get(transport, $"{GetType().Name} {owner}", cancellation => ReadAsync(transport, owner, cancellation))
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal);
        }
        catch (EvalException)
        {
            // No connection, or a disconnected one: the command itself reports it.
            return [];
        }
    }
}
