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

    /// <summary>Makes a completer.</summary>
    /// <param name="service">The service that knows the names.</param>
    private protected NameCompleter(EvalService service)
    {
        _service = service;
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

    /// <summary>What the names belong to, such as a project; null, as by default, where they belong to the account.</summary>
    /// <param name="parameters">The parameters typed so far.</param>
    private protected virtual string? Owner(IDictionary parameters) => null;

    /// <summary>Asks the service.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="owner">What the names belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    private protected abstract IAsyncEnumerable<string> ListAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken);

    private IEnumerable<string> Names(IDictionary parameters)
    {
        IEvalTransport transport = TypedConnection.Of(parameters, _service).Transport;
        string? owner = Owner(parameters);
        return RemoteList<string>.Get(
            transport, $"{GetType().Name} {owner}", cancellation => ReadAsync(transport, owner, cancellation));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(
        IEvalTransport transport, string? owner, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (string name in ListAsync(transport, owner, cancellationToken).ConfigureAwait(false))
            names.Add(name);
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
