using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers names that a service knows. Offers nothing when that fails: a completion must never be in the
/// way.</summary>
internal abstract class NameCompleter : IArgumentCompleter
{
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
        catch (EvalException)
        {
            // No connection: the command itself will say so.
            return [];
        }
    }

    /// <summary>Asks the service.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="bound">The parameters typed so far, by name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    private protected abstract IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport, IReadOnlyDictionary<string, string> bound, CancellationToken cancellationToken);

    private IEnumerable<string> Names(IDictionary parameters)
    {
        IEvalTransport transport = TypedConnection.Of(parameters, _service).Transport;
        Dictionary<string, string> bound = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in _context)
        {
            if (parameters[name] is { } value)
                bound[name] = $"{value}";
        }

        string kind = string.Join("\n", [GetType().Name, .. bound.Values]);
        return RemoteList<string>.Get(transport, kind, cancellation => ReadAsync(transport, bound, cancellation));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, Dictionary<string, string> bound, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (string name in ListAsync(transport, bound, cancellationToken).ConfigureAwait(false))
            names.Add(name);
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
