using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers names that a service knows. Asks it once in half a minute, waits two seconds at most, and offers nothing
/// when that fails: a completion must never be in the way.</summary>
internal abstract class NameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, (DateTime Until, string[] Names)> Known = new();

    private readonly EvalService _service;
    private readonly string[] _context;

    /// <summary>Makes a completer.</summary>
    /// <param name="service">The service that knows the names.</param>
    /// <param name="context">The parameters that decide which names there are, such as the project.</param>
    private protected NameCompleter(EvalService service, params string[] context)
    {
        _service = service;
        _context = context;
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            return CompletionWord.Matching(wordToComplete, Names(fakeBoundParameters));
        }
        catch (Exception e) when (e is EvalException or AggregateException or OperationCanceledException or ObjectDisposedException)
        {
            return [];
        }
    }

    /// <summary>Asks the service.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="bound">The parameters typed so far, by name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    private protected abstract IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport, IReadOnlyDictionary<string, string> bound, CancellationToken cancellationToken);

    private string[] Names(IDictionary parameters)
    {
        EvalConnection connection = ConnectionOf(parameters);
        Dictionary<string, string> bound = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in _context)
        {
            if (parameters[name] is { } value)
                bound[name] = $"{value}";
        }

        // The address as well: a name may lead elsewhere after connecting again.
        string key = string.Join("\n", [GetType().Name, connection.Name, $"{connection.BaseUri}", .. bound.Values]);
        if (Known.TryGetValue(key, out (DateTime Until, string[] Names) known) && known.Until > DateTime.UtcNow)
            return known.Names;

        using CancellationTokenSource patience = new(Patience);
        Task<string[]> asking = Task.Run(() => ReadAsync(connection, bound, patience.Token), patience.Token);
        asking.Wait(patience.Token);
        Known[key] = (DateTime.UtcNow + Freshness, asking.Result);
        return asking.Result;
    }

    private async Task<string[]> ReadAsync(
        EvalConnection connection, Dictionary<string, string> bound, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (string name in ListAsync(connection.Transport, bound, cancellationToken).ConfigureAwait(false))
            names.Add(name);
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private EvalConnection ConnectionOf(IDictionary parameters) => parameters["Connection"] switch
    {
        EvalConnection connection => connection,
        PSObject { BaseObject: EvalConnection connection } => connection,
        { } name => EvalSession.Named($"{name}", _service) is [.., var named] ? named : EvalSession.DefaultOf(_service),
        null => EvalSession.DefaultOf(_service),
    };
}
