using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Reads the JSON body of an operation; rejects invalid members with 400.</summary>
internal sealed class ScaleBody
{
    private readonly JsonObject _json;

    private ScaleBody(JsonObject json)
    {
        _json = json;
    }

    /// <summary>True if the body names a project by ID or by name.</summary>
    public bool NamesProject => Text("project_id") is not null || Text("project_name") is not null;

    public static async Task<ScaleBody> ReadAsync(Request request, CancellationToken cancellationToken)
    {
        try
        {
            return new ScaleBody(await request.JsonAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (RequestRejectedException e) when (e.Status == 422)
        {
            throw new RequestRejectedException(400, "The request body must be a JSON object.");
        }
    }

    /// <summary>A text; null if it is absent or null.</summary>
    public string? Text(string name) => _json[name] is not { } node ? null
        : Nodes.Text(node) ?? throw new RequestRejectedException(400, $"{name} must be a string.");

    /// <summary>A text that must not be absent or empty.</summary>
    public string Required(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new RequestRejectedException(400, $"{name} is required.");

    /// <summary>A Boolean; false if it is absent or null.</summary>
    public bool Flag(string name) => _json[name] is { } node
        && (node is JsonValue value && value.TryGetValue(out bool flag)
            ? flag
            : throw new RequestRejectedException(400, $"{name} must be a boolean."));

    /// <summary>A copy of an object; null if it is absent or null.</summary>
    public JsonObject? Map(string name) => _json[name] is not { } node ? null
        : node is JsonObject map ? (JsonObject)map.DeepClone()
        : throw new RequestRejectedException(400, $"{name} must be an object.");

    /// <summary>Rejects a body that names no project, or one that does not exist.</summary>
    public void RequireProject()
    {
        if (!NamesProject)
            throw new RequestRejectedException(400, "project_id or project_name is required.");
        if ((Text("project_id") ?? SandboxSample.ScaleProjectId) != SandboxSample.ScaleProjectId
            || (Text("project_name") ?? ScaleStore.ProjectName) != ScaleStore.ProjectName)
            throw RequestRejectedException.NotFound("Project not found.");
    }

    /// <summary>The metadata of an object after the request: replaced, or merged member by member at any depth.</summary>
    public JsonObject NewMetadata(JsonObject old)
    {
        JsonObject sent = Map("metadata") ?? throw new RequestRejectedException(400, "metadata is required.");
        return Flag("merge") ? Merged(old, sent) : sent;
    }

    /// <summary>The JSON text of the body.</summary>
    public override string ToString() => _json.ToJsonString();

    private static JsonObject Merged(JsonObject old, JsonObject sent)
    {
        JsonObject merged = (JsonObject)old.DeepClone();
        foreach ((string name, JsonNode? value) in sent.Select(member => (member.Key, member.Value)))
        {
            merged[name] = merged[name] is JsonObject inner && value is JsonObject other
                ? Merged(inner, other)
                : value?.DeepClone();
        }

        return merged;
    }
}
