using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Completes the IDs of Kolena agents by the beginning of the ID or of the name.</summary>
internal sealed class AgentCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        return AgentsOf(fakeBoundParameters)
            .Where(agent => Id(agent).StartsWith(typed, StringComparison.Ordinal)
                || agent.Name?.StartsWith(typed, StringComparison.OrdinalIgnoreCase) == true)
            .Select(agent => new CompletionResult(
                Id(agent), $"{Id(agent)} {agent.Name}".Trim(), CompletionResultType.ParameterValue, agent.ToString()));
    }

    private static string Id(KolenaAgent agent) => agent.AgentId.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<KolenaAgent> AgentsOf(IDictionary parameters)
    {
        try
        {
            IEvalTransport transport = NameCompleter.TypedConnection(parameters, EvalService.Kolena).Transport;
            return RemoteList<KolenaAgent>.Get(transport, "Kolena agent", cancellation => ListAsync(transport, cancellation));
        }
        catch (EvalException)
        {
            // No connection: the command itself reports it.
            return [];
        }
    }

    private static async Task<IReadOnlyList<KolenaAgent>> ListAsync(IEvalTransport transport, CancellationToken cancellationToken)
    {
        EvalPage<KolenaAgent> page = await new KolenaClient(transport)
            .ListAgentsAsync(0, KolenaClient.LargestPageSize, cancellationToken).ConfigureAwait(false);
        return page.Items;
    }
}
