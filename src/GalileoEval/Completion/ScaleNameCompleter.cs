using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Offers names that Scale knows, over the connection that the command would use. Silent on every failure.</summary>
internal abstract class ScaleNameCompleter : IArgumentCompleter
{
    private readonly string _kind;
    private readonly Func<ScaleNames, CancellationToken, Task<IReadOnlyList<string>>> _read;

    private protected ScaleNameCompleter(string kind, Func<ScaleNames, CancellationToken, Task<IReadOnlyList<string>>> read)
    {
        _kind = kind;
        _read = read;
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
            IEvalTransport transport = TypedConnection.Of(fakeBoundParameters, EvalService.Scale).Transport;
            ScaleNames names = new(new ScaleClient(transport));
            return CompletionWord.Matching(
                wordToComplete, RemoteList<string>.Get(transport, $"Scale {_kind}", cancellation => _read(names, cancellation)).Distinct());
        }
        catch (EvalException)
        {
            // No connection, or one that was disconnected: nothing to offer.
            return [];
        }
    }
}
