using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Kolena;

/// <summary>Kolena's operations for agents, their runs, ground truths and validations. Every method fails with an
/// <see cref="EvalException"/> or, when the caller cancels, an <see cref="OperationCanceledException"/>.</summary>
public sealed partial class KolenaClient : EvalServiceClient
{
    /// <summary>The largest page size that the service supports.</summary>
    public const int LargestPageSize = 1000;

    // The limits that the service documents, per minute and user.
    private const int UsualRate = 600;
    private const int HigherRate = 1200;

    // The items are large: a run contains all its results and their reasoning, and a version of a ground truth all its runs.
    private const int AgentsPerPage = 200;
    private const int RunsPerPage = 100;
    private const int VersionsPerPage = 50;

    /// <summary>Creates a client. Clients are cheap: one per command is fine.</summary>
    /// <param name="transport">Carries the requests; the caller disposes of it.</param>
    /// <param name="observer">Receives the progress of requests; null for none.</param>
    public KolenaClient(IEvalTransport transport, IEvalObserver? observer = null)
        : base(EvalService.Kolena, transport, observer)
    {
    }

    /// <summary>Starts a validation of the newest version of a ground truth:
    /// <c>POST /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations</c>. Retried only if it
    /// certainly was not received, because the service would start a second validation.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <param name="cancellationToken">Cancels the request; work that was started continues.</param>
    /// <returns>A reference to the validation: the service returns only its ID.</returns>
    public async Task<KolenaValidation> StartValidationAsync(
        long agentId, long groundTruthId, CancellationToken cancellationToken)
    {
        const string operation = "start validation";
        return await SendAsync(
            operation,
            HttpMethod.Post,
            Validations(operation, agentId, groundTruthId).ToString(),
            TypeOf<KolenaStartedValidation>(),
            started => new KolenaValidation
            {
                AgentId = agentId,
                GroundTruthId = groundTruthId,
                ValidationId = started.ValidationId ?? started.Id ?? throw new JsonException("it has no validation_id."),
            },
            cancellationToken,
            retry: EvalRetry.Start,
            ifReceived: "The service may have started it: list the validations of the ground truth before you start another one.")
            .ConfigureAwait(false);
    }

    /// <summary>Reads a validation:
    /// <c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations/{validation_id}</c>, limited to
    /// 600 requests per minute and user.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <param name="validationId">The validation, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation as it is now.</returns>
    public async Task<KolenaValidation> GetValidationAsync(
        long agentId, long groundTruthId, long validationId, CancellationToken cancellationToken)
    {
        const string operation = "get validation";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            Validations(operation, agentId, groundTruthId).IdSegment("validation_id", validationId).ToString(),
            TypeOf<KolenaValidation>(),
            validation =>
            {
                CheckId(operation, "validation_id", validationId, validation.ValidationId);
                return ValidationOf(operation, agentId, groundTruthId, validation);
            },
            cancellationToken,
            requestsPerMinute: UsualRate).ConfigureAwait(false);
    }

    /// <summary>Reads one page of the validations of a ground truth:
    /// <c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations</c>.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <param name="pageNumber">The page, from 0.</param>
    /// <param name="pageSize">The number of validations per page, 1 to <see cref="LargestPageSize"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    public async Task<EvalPage<KolenaValidation>> ListValidationsAsync(
        long agentId, long groundTruthId, int pageNumber, int pageSize, CancellationToken cancellationToken)
    {
        const string operation = "list validations";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            WithPage(Validations(operation, agentId, groundTruthId), pageNumber, pageSize).ToString(),
            TypeOf<KolenaValidationPage>(),
            page => PageOf("validations", pageNumber, page.TotalPages, page.Validations, validation =>
                ValidationOf(operation, agentId, groundTruthId, validation)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the validations of a ground truth, page by page.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <returns>The validations, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<KolenaValidation> ListValidations(long agentId, long groundTruthId) => PagedList.ByNumber<KolenaValidation>(
        LargestPageSize,
        static validation => validation.Describe(),
        (number, size, cancellation) => ListValidationsAsync(agentId, groundTruthId, number, size, cancellation));

    /// <summary>Reads an agent: <c>GET /api/v1/client/agents/{agent_id}</c>, limited to 1,200 requests per minute and
    /// user.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The agent.</returns>
    public async Task<KolenaAgent> GetAgentAsync(long agentId, CancellationToken cancellationToken)
    {
        const string operation = "get agent";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            Agent(operation, agentId).ToString(),
            TypeOf<KolenaAgent>(),
            agent =>
            {
                CheckId(operation, "agent_id", agentId, agent.AgentId);
                return agent;
            },
            cancellationToken,
            requestsPerMinute: HigherRate).ConfigureAwait(false);
    }

    /// <summary>Reads one page of the agents: <c>GET /api/v1/client/agents</c>, limited to 600 requests per minute and
    /// user.</summary>
    /// <param name="pageNumber">The page, from 0.</param>
    /// <param name="pageSize">The number of agents per page, 1 to <see cref="LargestPageSize"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    public async Task<EvalPage<KolenaAgent>> ListAgentsAsync(int pageNumber, int pageSize, CancellationToken cancellationToken)
    {
        const string operation = "list agents";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            WithPage(Agents(operation), pageNumber, pageSize).ToString(),
            TypeOf<KolenaAgentPage>(),
            page => PageOf("agents", pageNumber, page.TotalPages, page.Agents, static agent => agent),
            cancellationToken,
            requestsPerMinute: UsualRate).ConfigureAwait(false);
    }

    /// <summary>Lists the agents, page by page.</summary>
    /// <returns>The agents, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<KolenaAgent> ListAgents() => PagedList.ByNumber<KolenaAgent>(
        AgentsPerPage, static agent => agent.AgentId.ToString(CultureInfo.InvariantCulture), ListAgentsAsync);

    /// <summary>Reads one version of a ground truth:
    /// <c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}</c>.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The version with its runs.</returns>
    public async Task<KolenaGroundTruth> GetGroundTruthAsync(
        long agentId, long groundTruthId, int version, CancellationToken cancellationToken)
    {
        const string operation = "get ground truth version";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            GroundTruth(operation, agentId, groundTruthId).Segment("versions").IdSegment("version", version).ToString(),
            TypeOf<KolenaGroundTruth>(),
            truth =>
            {
                CheckId(operation, "version", version, truth.GroundTruthVersion);
                return TruthOf(operation, agentId, groundTruthId, truth);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one page of the versions of a ground truth:
    /// <c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions</c>, limited to 600 requests per
    /// minute and user.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <param name="pageNumber">The page, from 0.</param>
    /// <param name="pageSize">The number of versions per page, 1 to <see cref="LargestPageSize"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    public async Task<EvalPage<KolenaGroundTruth>> ListGroundTruthVersionsAsync(
        long agentId, long groundTruthId, int pageNumber, int pageSize, CancellationToken cancellationToken)
    {
        const string operation = "list ground truth versions";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            WithPage(GroundTruth(operation, agentId, groundTruthId).Segment("versions"), pageNumber, pageSize).ToString(),
            TypeOf<KolenaGroundTruthPage>(),
            page => PageOf(
                "versions",
                pageNumber,
                page.TotalPages,
                page.Versions(),
                truth => TruthOf(operation, agentId, groundTruthId, truth)),
            cancellationToken,
            requestsPerMinute: UsualRate).ConfigureAwait(false);
    }

    /// <summary>Lists the versions of a ground truth, page by page.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="groundTruthId">The ground truth, from 1.</param>
    /// <returns>The versions, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<KolenaGroundTruth> ListGroundTruthVersions(long agentId, long groundTruthId) =>
        PagedList.ByNumber<KolenaGroundTruth>(
            VersionsPerPage,
            static truth => truth.GroundTruthVersion.ToString(CultureInfo.InvariantCulture),
            (number, size, cancellation) => ListGroundTruthVersionsAsync(agentId, groundTruthId, number, size, cancellation));

    /// <summary>Creates a ground truth: <c>POST /api/v1/client/agents/{agent_id}/ground_truths</c>. Retried only if it
    /// certainly was not received, because the service would create a second ground truth.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="name">The name; not empty.</param>
    /// <param name="evaluationInstructions">The instructions for comparing a value with the true one.</param>
    /// <param name="runsJson">The runs: the text of a JSON array of objects with <c>user_defined_id</c> and <c>data</c>.</param>
    /// <param name="cancellationToken">Cancels the request; an object that was created remains.</param>
    /// <returns>The ground truth in its first version.</returns>
    public async Task<KolenaGroundTruth> CreateGroundTruthAsync(
        long agentId, string name, string evaluationInstructions, string runsJson, CancellationToken cancellationToken)
    {
        const string operation = "create ground truth";
        RequestPath path = Agent(operation, agentId).Segment("ground_truths");
        if (string.IsNullOrWhiteSpace(name))
            throw path.Invalid("the name of the ground truth is empty.");

        using JsonDocument runs = ParseRuns(runsJson)
            ?? throw path.Invalid("the runs of the ground truth are not a JSON array.");
        KolenaNewGroundTruth truth = new() { Name = name, EvaluationInstructions = evaluationInstructions, Runs = runs.RootElement };
        string body = JsonSerializer.Serialize(truth, KolenaJsonContext.Default.KolenaNewGroundTruth);
        return await SendAsync(
            operation,
            HttpMethod.Post,
            path.ToString(),
            TypeOf<KolenaGroundTruth>(),
            made => made.GroundTruthId != 0 ? made with { AgentId = agentId } : throw new JsonException("the ground truth has no ID."),
            cancellationToken,
            () => new StringContent(body, Encoding.UTF8, "application/json"),
            EvalRetry.Start,
            ifReceived: "The service may have created it: check the ground truths of the agent in the browser before you create it "
                + "again.").ConfigureAwait(false);
    }

    /// <summary>Tests the connection by listing one agent: <c>GET /api/v1/client/agents</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has responded.</returns>
    public Task TestAsync(CancellationToken cancellationToken) => ListAgentsAsync(0, 1, cancellationToken);

    private static RequestPath WithPage(RequestPath path, int number, int size) =>
        path.Number("page_number", number, 0, int.MaxValue).Number("page_size", size, 1, LargestPageSize);

    private RequestPath Agents(string operation) => Path(operation, "api/v1/client/agents");

    private RequestPath Agent(string operation, long agentId) => Agents(operation).IdSegment("agent_id", agentId);

    private RequestPath GroundTruth(string operation, long agentId, long groundTruthId) =>
        Agent(operation, agentId).Segment("ground_truths").IdSegment("ground_truth_id", groundTruthId);

    private RequestPath Validations(string operation, long agentId, long groundTruthId) =>
        GroundTruth(operation, agentId, groundTruthId).Segment("validations");

    // Null for everything but an array.
    private static JsonDocument? ParseRuns(string json)
    {
        try
        {
            JsonDocument runs = JsonDocument.Parse(json);
            if (runs.RootElement.ValueKind == JsonValueKind.Array)
                return runs;
            runs.Dispose();
        }
        catch (JsonException)
        {
            // The caller reports it, like any other kind of value.
        }

        return null;
    }

    private static EvalPage<T> PageOf<T>(string name, int number, int? totalPages, IEnumerable<T?>? items, Func<T, T> complete)
        where T : class
    {
        if (items is null)
            throw new JsonException($"it has no {name}.");
        int total = totalPages is >= 0 and int pages ? pages : throw new JsonException("it has no total_pages.");
        return new EvalPage<T>
        {
            Items = new EvalList<T>([.. items.OfType<T>().Select(complete)]),
            NextToken = number + 1 < total ? (number + 1).ToString(CultureInfo.InvariantCulture) : null,
            TotalPages = total,
        };
    }

    private KolenaValidation ValidationOf(string operation, long agentId, long groundTruthId, KolenaValidation validation)
    {
        CheckId(operation, "ground_truth_id", groundTruthId, Received(validation.GroundTruthId));
        return validation with { AgentId = agentId, GroundTruthId = groundTruthId };
    }

    private KolenaGroundTruth TruthOf(string operation, long agentId, long groundTruthId, KolenaGroundTruth truth)
    {
        CheckId(operation, "ground_truth_id", groundTruthId, Received(truth.GroundTruthId));
        return truth with { AgentId = agentId, GroundTruthId = groundTruthId };
    }

    // IDs start at 1.
    private static long? Received(long id) => id == 0 ? null : id;

    private static JsonTypeInfo<T> TypeOf<T>() => TolerantJson<KolenaJsonContext>.TypeOf<T>();
}
