using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Galileo's operations on registered scorers. Every method fails with an <see cref="EvalException"/> or, when the
/// caller cancels, an <see cref="OperationCanceledException"/>; a list fails when its next item is read.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class ScorerRegistry(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    private const string ListScorers = "list scorers";
    private const string RemoveScorer = "remove scorer";

    // Limits the cleanup, which has its own cancellation token: the caller's may be cancelled already.
    private static readonly TimeSpan TidyingTime = TimeSpan.FromSeconds(30);

    /// <summary>Lists scorers, all pages: <c>POST /v2/scorers/list</c>.</summary>
    /// <param name="query">The filters.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The scorers, in the service's order.</returns>
    /// <exception cref="EvalException">InvalidArgument: an ID in the query is invalid.</exception>
    public IAsyncEnumerable<GalileoScorer> ListAsync(ScorerQuery query, CancellationToken cancellationToken)
    {
        JsonObject body = query.ToJson();
        return ListAsync(
            ListScorers,
            "scorers",
            start => (PageOf(Path(ListScorers, "v2/scorers/list"), start), body),
            TolerantJson<GalileoJsonContext>.Read<GalileoScorer>,
            cancellationToken);
    }

    /// <summary>Removes a scorer with all its versions: <c>DELETE /v2/scorers/{scorer_id}</c>.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has responded.</returns>
    public Task RemoveAsync(string scorerId, CancellationToken cancellationToken) =>
        SendAsync(
            RemoveScorer,
            HttpMethod.Delete,
            Scorer(RemoveScorer, scorerId).ToString(),
            GalileoJsonContext.Default.DictionaryStringJsonElement,
            response => response.ContainsKey("message") ? response : throw new JsonException("it has no message."),
            cancellationToken,
            retry: EvalRetry.Start);

    /// <summary>Registers the code of a validated scorer: as a new version of the scorer with that name or, if there is none,
    /// as a new scorer (<c>POST /v2/scorers</c>, then <c>POST /v2/scorers/{scorer_id}/version/code</c>). If the code is
    /// rejected, or the caller cancels, a scorer that was created for it is removed again.</summary>
    /// <param name="file">The scorer.</param>
    /// <param name="validation">Its successful validation.</param>
    /// <param name="definition">The definition of a new scorer.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The scorer with its new version.</returns>
    /// <exception cref="EvalException">TaskFailed: the scorer is invalid. Conflict: the scorer with that name is not a code
    /// scorer.</exception>
    public async Task<GalileoScorer> PublishAsync(
        ScorerFile file, CodeScorerValidation validation, ScorerDefinition definition, CancellationToken cancellationToken)
    {
        if (validation.IsValid != true || validation.ResultJson is not { } verdict)
            throw NotValid(file, validation);

        if (await FindAsync(definition.Name, cancellationToken).ConfigureAwait(false) is { } known)
            return await AddVersionAsync(known, file, verdict, cancellationToken).ConfigureAwait(false);

        GalileoScorer made;
        try
        {
            made = await CreateAsync(definition.ToJson(validation.ScoreableNodeTypes), cancellationToken).ConfigureAwait(false);
        }
        catch (EvalException e) when (e.Condition is EvalErrorCondition.ValidationError or EvalErrorCondition.Conflict)
        {
            // Another client may have created it in the meantime.
            if (await FindAsync(definition.Name, cancellationToken).ConfigureAwait(false) is not { } other)
                throw;
            return await AddVersionAsync(other, file, verdict, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await AddVersionAsync(made, file, verdict, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await TidyAsync(made).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<GalileoScorer?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (GalileoScorer scorer in ListAsync(new ScorerQuery { Name = name }, cancellationToken).ConfigureAwait(false))
        {
            if (scorer.Name != name)
                continue;
            if (scorer.ScorerType is not (null or "code"))
            {
                throw new EvalException(
                    EvalErrorCondition.Conflict,
                    $"Galileo: the scorer '{name}' ({EvalText.OneLine(scorer.ScorerId, 100)}) is of the type "
                    + $"{EvalText.OneLine(scorer.ScorerType, 100)}: it does not accept code.")
                {
                    Service = EvalService.Galileo,
                    RecommendedAction = "Publish under another name.",
                };
            }

            // The ID becomes part of the next path, where an invalid one would look like the caller's error.
            return Guid.TryParse(scorer.ScorerId, out _)
                ? scorer
                : throw InvalidResponse(ListScorers, $"the ID of the scorer '{name}' is not a UUID.");
        }

        return null;
    }

    private async Task<GalileoScorer> CreateAsync(JsonObject body, CancellationToken cancellationToken)
    {
        string json = body.ToJsonString();
        return await SendAsync(
            "create scorer",
            HttpMethod.Post,
            "v2/scorers",
            TolerantJson<GalileoJsonContext>.TypeOf<GalileoScorer>(),
            made => made with
            {
                ScorerId = RequestPath.Uuid(made.ScorerId) ?? throw new JsonException("it has no ID, or one that is not a UUID."),
                Name = (string)body["name"]!,
                ScorerType = "code",
                Description = (string?)body["description"],
            },
            cancellationToken,
            () => JsonContent(json),
            EvalRetry.Start).ConfigureAwait(false);
    }

    private async Task<GalileoScorer> AddVersionAsync(
        GalileoScorer scorer, ScorerFile file, string verdict, CancellationToken cancellationToken)
    {
        CodeScorerForm form = new CodeScorerForm(file).With("validation_result", verdict);
        const string operation = "create code scorer version";
        return await SendAsync(
            operation,
            HttpMethod.Post,
            Scorer(operation, scorer.ScorerId).Segment("version").Segment("code").ToString(),
            TolerantJson<GalileoJsonContext>.TypeOf<GalileoScorerContent>(),
            scorer.WithVersion,
            cancellationToken,
            form.ToContent,
            EvalRetry.Start).ConfigureAwait(false);
    }

    private async Task TidyAsync(GalileoScorer scorer)
    {
        using CancellationTokenSource patience = new(TidyingTime);
        try
        {
            await RemoveAsync(scorer.ScorerId, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EvalException or OperationCanceledException or ObjectDisposedException)
        {
            Observer?.Warning(
                $"Galileo keeps the scorer '{scorer.Name}' ({scorer.ScorerId}), which has no code: it could not be removed again. "
                + "Remove it.",
                EvalNextStep.RemoveScorer);
        }
    }

    private static EvalException NotValid(ScorerFile file, CodeScorerValidation validation) =>
        new(
            EvalErrorCondition.TaskFailed,
            $"Galileo: the code scorer '{file.Path}' is not published, because its validation {validation.TaskId} ended as "
            + $"{validation.State}: {EvalText.OneLine(validation.ErrorMessage)}")
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Correct the file. To see the full message, read the validation by its ID.",
            NextStep = EvalNextStep.ReadValidation,
        };
}
