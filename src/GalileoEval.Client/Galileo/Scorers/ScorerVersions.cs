using System.Text;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Scorers;

/// <summary>Galileo's operations on the versions of a scorer. Every method fails with an <see cref="EvalException"/> or, when the
/// caller cancels, an <see cref="OperationCanceledException"/>; a list fails when its next item is requested.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class ScorerVersions(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    private const string GetCode = "get scorer code";

    // The possible members of a response that wraps the code in an object.
    private static readonly string[] CodeMembers = ["code", "content", "file", "source"];

    /// <summary>Lists the versions of a scorer, all pages: <c>GET /v2/scorers/{scorer_id}/versions</c>.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The versions, in the service's order.</returns>
    public IAsyncEnumerable<GalileoScorerVersion> ListAsync(string scorerId, CancellationToken cancellationToken)
    {
        const string operation = "list scorer versions";
        string id = GalileoArgument.Id(scorerId, "scorer ID");
        return ListAsync(
            operation,
            "versions",
            start => (PageOf(Scorer(operation, id).Segment("versions"), start), null),
            item => Of(operation, id, null, TolerantJson<ScorerJsonContext>.Read<GalileoScorerVersion>(item)),
            cancellationToken);
    }

    /// <summary>Reads one version of a scorer: <c>GET /v2/scorers/{scorer_id}/version</c>.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="version">The version, from 1; null for the newest.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The version.</returns>
    public Task<GalileoScorerVersion> GetAsync(string scorerId, int? version, CancellationToken cancellationToken)
    {
        const string operation = "get scorer version";
        string id = GalileoArgument.Id(scorerId, "scorer ID");
        return SendAsync(
            operation,
            HttpMethod.Get,
            Of(Scorer(operation, id).Segment("version"), version),
            TolerantJson<ScorerJsonContext>.TypeOf<GalileoScorerVersion>(),
            found => Of(operation, id, version, found),
            cancellationToken);
    }

    /// <summary>Makes the content of an older version the newest: <c>POST /v2/scorers/{scorer_id}/versions/{version_number}/restore</c>.
    /// Not sent again if the service may have received it.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The version that the service uses now.</returns>
    public Task<GalileoScorerVersion> RestoreAsync(string scorerId, int version, CancellationToken cancellationToken)
    {
        const string operation = "restore scorer version";
        string id = GalileoArgument.Id(scorerId, "scorer ID");
        return SendAsync(
            operation,
            HttpMethod.Post,
            Scorer(operation, id).Segment("versions").IdSegment("version", version).Segment("restore").ToString(),
            TolerantJson<ScorerJsonContext>.TypeOf<GalileoScorerVersion>(),
            found => Of(operation, id, null, found),
            cancellationToken,
            retry: EvalRetry.Start);
    }

    /// <summary>Reads the code of a version of a code scorer: <c>GET /v2/scorers/{scorer_id}/version/code</c>.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="version">The version, from 1; null for the newest.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The unchanged bytes of the file; if the response wraps the code in JSON, the text in UTF-8.</returns>
    public Task<byte[]> GetCodeAsync(string scorerId, int? version, CancellationToken cancellationToken)
    {
        EvalRequest request = new()
        {
            Operation = GetCode,
            Method = HttpMethod.Get,
            Path = Of(Scorer(GetCode, scorerId).Segment("version").Segment("code"), version),
            Observer = Observer,
        };
        return SendAsync(request, ReadCodeAsync, cancellationToken);
    }

    private static string Of(RequestPath path, int? version) =>
        (version is { } number ? path.Number("version", number, 1, int.MaxValue) : path).ToString();

    private GalileoScorerVersion Of(string operation, string id, int? version, GalileoScorerVersion found)
    {
        if (found.ScorerId.Length > 0)
            CheckId(operation, "scorer ID", id, found.ScorerId);
        if (version is not null)
            CheckId(operation, "version", version.Value, found.Version);
        return found with { ScorerId = id };
    }

    private async Task<byte[]> ReadCodeAsync(EvalResponse response, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await response.Body.CopyToAsync(body, 81920, cancellationToken).ConfigureAwait(false);
        byte[] bytes = body.ToArray();
        string text = Encoding.UTF8.GetString(bytes);
        if (response.MediaType is not { } media || media.Contains("json"))
            return Unwrap(response, text) ?? bytes;
        return WebPage.Is(media, text) ? throw IsWebPage(GetCode, media, response.Scrub(text)) : bytes;
    }

    // The specification does not define the format: raw code, a JSON string, or an object.
    private byte[]? Unwrap(EvalResponse response, string text)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return WebPage.Is(response.MediaType, text) ? throw IsWebPage(GetCode, response.MediaType, response.Scrub(text)) : null;
        }

        string? code = root.ValueKind == JsonValueKind.String
            ? root.Text()
            : CodeMembers.Select(name => root.Member(name).Text()).FirstOrDefault(found => found is not null);
        return code is not null
            ? Encoding.UTF8.GetBytes(code)
            : throw InvalidResponse(GetCode, "it is JSON without code.", said: EvalErrorReader.Find(response.Scrub(text)));
    }
}
