using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>A request to an operation.</summary>
internal sealed class Request
{
    private const int LargestBody = 32 * 1024 * 1024;
    private const int KeptUpload = 64 * 1024;
    private readonly HttpListenerRequest _request;
    private readonly Dictionary<string, StringValues> _query;

    public Request(HttpListenerRequest request, IReadOnlyDictionary<string, string> path)
    {
        _request = request;
        Path = path;
        _query = QueryHelpers.ParseQuery(request.Url!.Query);
    }

    /// <summary>The named segments of the path, unescaped.</summary>
    public IReadOnlyDictionary<string, string> Path { get; }

    /// <summary>A header; null if it was not sent.</summary>
    public string? Header(string name) => _request.Headers[name];

    /// <summary>The last value of a query parameter; null if it was not sent.</summary>
    public string? Query(string name) =>
        _query.TryGetValue(name, out StringValues values) && values.Count > 0 ? values[values.Count - 1] : null;

    /// <summary>Every value of a query parameter that repeats its key.</summary>
    public IReadOnlyList<string> QueryAll(string name) =>
        _query.TryGetValue(name, out StringValues values) ? [.. values.Where(value => value is not null).Select(value => value!)] : [];

    /// <summary>Reads an ID in the path; rejects the request with 422 if it is invalid.</summary>
    public string PathUuid(string name)
    {
        FieldErrors errors = new();
        string? id = errors.Uuid("path", name, Path[name]);
        errors.ThrowIfAny();
        return id!;
    }

    /// <summary>Reads the form in the body.</summary>
    public async Task<SubmittedForm> FormAsync(CancellationToken cancellationToken)
    {
        using MemoryStream body = await BodyAsync(cancellationToken).ConfigureAwait(false);
        return await SubmittedForm.ReadAsync(_request.ContentType, body, LargestBody, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a form of any length, and keeps only the beginning of its files.</summary>
    public Task<SubmittedForm> UploadAsync(CancellationToken cancellationToken) =>
        SubmittedForm.ReadAsync(_request.ContentType, _request.InputStream, KeptUpload, cancellationToken);

    /// <summary>Reads the JSON object in the body; rejects the request with 422 if there is none.</summary>
    public async Task<JsonObject> JsonAsync(CancellationToken cancellationToken)
    {
        using MemoryStream body = await BodyAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        try
        {
            if (body.Length == 0)
                errors.Add(["body"], "field required", "missing");
            // Counting parses the members, so that a duplicate name is detected here.
            else if (JsonNode.Parse(body) is JsonObject json && json.Count >= 0)
                return json;
            else
                errors.Add(["body"], "value is not a valid dict", "model_attributes_type");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            errors.Add(["body", 0], "JSON decode error", "json_invalid");
        }

        errors.ThrowIfAny();
        throw new InvalidOperationException();
    }

    private async Task<MemoryStream> BodyAsync(CancellationToken cancellationToken)
    {
        if (_request.ContentLength64 > LargestBody)
            throw new RequestRejectedException(413, "Request body is too large.");
        MemoryStream body = new();
        await _request.InputStream.CopyToAsync(body, 81920, cancellationToken).ConfigureAwait(false);
        body.Position = 0;
        return body;
    }
}
