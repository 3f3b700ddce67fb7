using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Kolena;

namespace GalileoEval.Completion;

/// <summary>Offers the ids of Kolena's agents, to be found by the beginning of the id or of the name.</summary>
internal sealed class AgentCompleter : IArgumentCompleter
{
    private static readonly CompletionCache<KolenaAgent> Cache = new();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        return AgentsOf(fakeBoundParameters["Connection"])
            .Where(agent => Id(agent).StartsWith(typed, StringComparison.Ordinal)
                || agent.Name?.StartsWith(typed, StringComparison.OrdinalIgnoreCase) == true)
            .Select(agent => new CompletionResult(
                Id(agent), $"{Id(agent)} {agent.Name}".Trim(), CompletionResultType.ParameterValue, agent.ToString()));
    }

    private static string Id(KolenaAgent agent) => agent.AgentId.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<KolenaAgent> AgentsOf(object? named)
    {
        try
        {
            return ConnectionOf(named) is { } connection
                ? Cache.Get(connection, cancellation => ListAsync(connection, cancellation))
                : [];
        }
        catch (EvalException)
        {
            // No connection: the command itself will say so.
            return [];
        }
    }

    private static EvalConnection? ConnectionOf(object? named) => (named is PSObject wrapped ? wrapped.BaseObject : named) switch
    {
        null => EvalSession.DefaultOf(EvalService.Kolena),
        EvalConnection connection => connection.Service == EvalService.Kolena ? connection : null,
        object name => EvalSession.Named($"{name}", EvalService.Kolena) is [EvalConnection first, ..] ? first : null,
    };

    private static async Task<IReadOnlyList<KolenaAgent>> ListAsync(EvalConnection connection, CancellationToken cancellationToken)
    {
        KolenaPage<KolenaAgent> page = await new KolenaClient(connection.Transport)
            .ListAgentsAsync(0, KolenaClient.LargestPageSize, cancellationToken).ConfigureAwait(false);
        return page.Items;
    }
}
