using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The pollers of one command, one per kind of work, so that work of one kind is polled together.</summary>
internal sealed class TaskPollers
{
    private readonly EvalCommand _command;
    private readonly IReadOnlyList<EvalConnection> _connections;
    private readonly Dictionary<EvalService, (EvalConnection Connection, EvalServiceClient Client)> _clients = [];
    private readonly Dictionary<EvalTaskKind, IEvalTaskPoller> _pollers = [];

    /// <summary>Creates an empty set. The connection to a service is opened for its first piece of work.</summary>
    /// <param name="command">The cmdlet that waits.</param>
    /// <param name="connections">The connections that were named, one per service at most.</param>
    public TaskPollers(EvalCommand command, IReadOnlyList<EvalConnection> connections)
    {
        _command = command;
        _connections = connections;
    }

    /// <summary>Creates an empty set for a cmdlet that has a client already.</summary>
    /// <param name="command">The cmdlet that waits.</param>
    /// <param name="connection">The connection of the client.</param>
    /// <param name="client">The client.</param>
    public TaskPollers(EvalCommand command, EvalConnection connection, EvalServiceClient client)
        : this(command, [connection]) => _clients.Add(client.Service, (connection, client));

    /// <summary>The poller for a piece of work. Without a connection to its service the cmdlet ends.</summary>
    public IEvalTaskPoller For(IEvalTask task)
    {
        EvalTaskKind kind = EvalTaskKinds.Known.Of(task)
            ?? throw new InvalidOperationException($"There is no poller for {task.GetType()}.");
        if (!_pollers.TryGetValue(kind, out IEvalTaskPoller? poller))
            _pollers.Add(kind, poller = Create(kind));
        return poller;
    }

    private IEvalTaskPoller Create(EvalTaskKind kind)
    {
        if (!_clients.TryGetValue(kind.Service, out (EvalConnection Connection, EvalServiceClient Client) opened))
            _clients.Add(kind.Service, opened = Open(kind.Service));
        IEvalTaskPoller poller = kind.CreatePoller(opened.Client);
        return opened.Connection.Source == EvalConnectionSource.Sandbox ? new SandboxPoller(poller) : poller;
    }

    private (EvalConnection Connection, EvalServiceClient Client) Open(EvalService service)
    {
        EvalConnection? named = _connections.LastOrDefault(connection => connection.Service == service);
        EvalConnection connection = _command.Open(service, named, out IEvalTransport transport);
        return (connection, service switch
        {
            EvalService.Galileo => new GalileoClient(transport, _command.Pump),
            EvalService.Kolena => new KolenaClient(transport, _command.Pump),
            _ => new ScaleClient(transport, _command.Pump),
        });
    }
}

/// <summary>Polls a sandbox once a second: its work ends within seconds, and its requests are
/// cheap.</summary>
/// <param name="inner">The poller for the kind of work.</param>
internal sealed class SandboxPoller(IEvalTaskPoller inner) : IEvalTaskPoller
{
    public TimeSpan IntervalAfter(int looks) => TimeSpan.FromSeconds(1);

    public string GroupOf(IEvalTask task) => inner.GroupOf(task);

    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken) => inner.PollAsync(group, seen, failed, observer, cancellationToken);
}
