using GalileoEval.Connections;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The pollers of one command, one per kind of work, so that work of one kind is asked for together.</summary>
internal sealed class TaskPollers
{
    private readonly EvalCommand _command;
    private readonly IReadOnlyList<EvalConnection> _connections;
    private readonly Dictionary<Type, IEvalTaskPoller> _pollers = [];

    /// <summary>Makes an empty set; a service is connected to when its first piece of work comes.</summary>
    /// <param name="command">The cmdlet that waits.</param>
    /// <param name="connections">The connections that were named, one per service at most.</param>
    public TaskPollers(EvalCommand command, IReadOnlyList<EvalConnection> connections)
    {
        _command = command;
        _connections = connections;
    }

    /// <summary>The poller for a piece of work. Without a connection to its service the cmdlet ends.</summary>
    public IEvalTaskPoller For(IEvalTask task)
    {
        if (!_pollers.TryGetValue(task.GetType(), out IEvalTaskPoller? poller))
            _pollers.Add(task.GetType(), poller = Make(task));
        return poller;
    }

    private IEvalTaskPoller Make(IEvalTask task)
    {
        EvalConnection? named = _connections.LastOrDefault(connection => connection.Service == task.Service);
        IEvalTaskPoller poller = Make(task, _command.Open(task.Service, named));
        EvalConnection connection = named ?? EvalSession.DefaultOf(task.Service);
        return connection.Source == EvalConnectionSource.Sandbox ? new SandboxPoller(poller) : poller;
    }

    private IEvalTaskPoller Make(IEvalTask task, IEvalTransport transport) =>
        task switch
        {
            CodeScorerValidation => new CodeScorerValidationPoller(new GalileoClient(transport, _command.Pump)),
            LogRecordValidation => new LogRecordValidationPoller(new GalileoClient(transport, _command.Pump)),
            KolenaValidation => new KolenaValidationPoller(new KolenaClient(transport, _command.Pump)),
            KolenaAgentRun => new KolenaAgentRunPoller(new KolenaClient(transport, _command.Pump)),
            ScaleTask => new ScaleTaskPoller(new ScaleClient(transport, _command.Pump)),
            ScaleBatch => new ScaleBatchPoller(new ScaleClient(transport, _command.Pump)),
            _ => throw new InvalidOperationException($"There is no poller for {task.GetType()}."),
        };
}
