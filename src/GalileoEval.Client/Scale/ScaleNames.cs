using GalileoEval.Errors;
using GalileoEval.Paging;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>Distinguishes an unknown name from an empty list, and finds the nearest names.</summary>
/// <param name="client">The client of the connection.</param>
public sealed class ScaleNames(ScaleClient client)
{
    // An account may have thousands of batches; the first ones are enough for a hint.
    private const int PagesOfBatches = 5;

    private const string Action = "Use an existing name, or check that the connection uses the right account.";

    /// <summary>Explains why an object was not found by name.</summary>
    /// <param name="failure">The error of the service.</param>
    /// <param name="projectName">The name of the project that was requested; null for none.</param>
    /// <param name="batchName">The name of the batch that was requested; null for none.</param>
    /// <param name="deliveryName">The name of the delivery that was requested; null for none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>An error with the unknown name and the nearest ones; <paramref name="failure"/> itself if it is not
    /// NotFound, if all names exist, or if the names cannot be listed.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<EvalException> ExplainAsync(
        EvalException failure, string? projectName, string? batchName, string? deliveryName, CancellationToken cancellationToken)
    {
        if (failure.Condition != EvalErrorCondition.NotFound)
            return failure;

        try
        {
            foreach ((string kind, string? wanted, Func<CancellationToken, Task<IReadOnlyList<string>>> list) in
                new (string, string?, Func<CancellationToken, Task<IReadOnlyList<string>>>)[]
                {
                    ("project", projectName, ProjectsAsync),
                    ("batch", batchName, BatchesAsync),
                    ("delivery", deliveryName, DeliveriesAsync),
                })
            {
                if (wanted is not null
                    && Unknown(failure, kind, wanted, await list(cancellationToken).ConfigureAwait(false)) is { } explained)
                    return explained;
            }

            return failure;
        }
        catch (EvalException)
        {
            // A failed hint must not hide the original error.
            return failure;
        }
    }

    /// <summary>Sends a request, and explains why an object was not found by name.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="projectName">The name of the project; null for none.</param>
    /// <param name="batchName">The name of the batch; null for none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The result.</returns>
    /// <exception cref="EvalException">The error of the request, explained.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> ExplainAsync<T>(
        Func<CancellationToken, Task<T>> send, string? projectName, string? batchName, CancellationToken cancellationToken)
    {
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (EvalException e)
        {
            throw await ExplainAsync(e, projectName, batchName, deliveryName: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Checks that a project and a batch with these names exist: for an unknown name, the service may return
    /// an empty list or an error.</summary>
    /// <param name="projectName">The name of the project; null for none.</param>
    /// <param name="batchName">The name of the batch; null for none.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>A task that completes when they exist.</returns>
    /// <exception cref="EvalException">NotFound: one of them does not.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task CheckAsync(string? projectName, string? batchName, CancellationToken cancellationToken)
    {
        if (projectName is not null)
            await client.GetProjectAsync(projectId: null, projectName, cancellationToken).ConfigureAwait(false);
        if (batchName is not null)
            await client.GetBatchAsync(batchId: null, batchName, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The names of all projects.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The names.</returns>
    /// <exception cref="EvalException">The service rejected the request, or the network failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<string>> ProjectsAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListProjectsAsync(null, null, cancellationToken).ConfigureAwait(false))
            .Select(project => project.ProjectName).OfType<string>()];

    /// <summary>The names of the first 500 batches.</summary>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The names.</returns>
    /// <exception cref="EvalException">The service rejected the request, or the network failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<string>> BatchesAsync(CancellationToken cancellationToken)
    {
        List<string> names = [];
        int pages = 0;
        await foreach (EvalPage<ScaleBatch> page in client.ListBatches(new ScaleBatchQuery())
            .AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            names.AddRange(page.Items.Select(batch => batch.BatchName).OfType<string>());
            if (++pages == PagesOfBatches)
                break;
        }

        return names;
    }

    /// <summary>The names of all deliveries.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The names.</returns>
    /// <exception cref="EvalException">The service rejected the request, or the network failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<string>> DeliveriesAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListDeliveriesAsync(new ScaleDeliveryQuery(), cancellationToken).ConfigureAwait(false))
            .Select(delivery => delivery.DeliveryName).OfType<string>()];

    /// <summary>Creates the error for an object that is not in a list.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="kind">The kind of object, such as <c>delivery</c>.</param>
    /// <param name="wanted">The requested ID or name.</param>
    /// <param name="known">The existing IDs or names.</param>
    internal static EvalException NotFound(string operation, string kind, string wanted, IEnumerable<string> known) =>
        new(EvalErrorCondition.NotFound, $"{EvalService.Scale}: {operation} failed. {Sentence(kind, wanted, known)}")
        {
            Service = EvalService.Scale,
            Operation = operation,
            RecommendedAction = Action,
        };

    private static EvalException? Unknown(EvalException failure, string kind, string wanted, IReadOnlyList<string> known)
    {
        if (known.Contains(wanted, StringComparer.Ordinal))
            return null;

        return new EvalException(EvalErrorCondition.NotFound, $"{failure.Message} {Sentence(kind, wanted, known)}", failure)
        {
            Service = failure.Service,
            Operation = failure.Operation,
            StatusCode = failure.StatusCode,
            ServerMessage = failure.ServerMessage,
            RecommendedAction = Action,
        };
    }

    private static string Sentence(string kind, string wanted, IEnumerable<string> known) =>
        $"There is no {kind} '{EvalText.OneLine(wanted, 100)}'. {NearestNames.Hint(wanted, known)}";
}
