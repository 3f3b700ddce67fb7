using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>A registered scorer and the versions of its code.</summary>
internal sealed class RegisteredScorer(string id, JsonObject definition, IReadOnlyList<Project> projects, DateTime createdAt)
{
    private static readonly string[] Kept =
    [
        "name", "scorer_type", "label", "description", "defaults", "model_type", "ground_truth", "user_prompt", "scoreable_node_types",
        "output_type", "input_type", "multimodal_capabilities", "required_scorers", "required_metric_ids", "deprecated",
        "roll_up_method", "metric_color_picker_config",
    ];

    private readonly List<JsonObject> _versions = [];
    private readonly List<SubmittedFile> _files = [];
    private DateTime? _updatedAt;

    public string Name => Nodes.Text(definition["name"])!;

    /// <summary>The versions, the newest first.</summary>
    public IEnumerable<JsonObject> Versions => _versions.AsEnumerable().Reverse().Select(version => (JsonObject)version.DeepClone());

    /// <summary>Returns the file of a version, by default the newest; null if it does not exist.</summary>
    public SubmittedFile? File(long? number) => _files.ElementAtOrDefault((int)((number ?? _files.Count) - 1));

    /// <summary>Returns a version, by default the newest; null if it does not exist.</summary>
    public JsonObject? Version(long? number) =>
        (JsonObject?)(number is null ? _versions.LastOrDefault() : _versions.FirstOrDefault(v => (int)v["version"]! == number))?.DeepClone();

    /// <summary>Adds a version of the code.</summary>
    /// <param name="file">The code.</param>
    /// <param name="verdict">The result of validating the code.</param>
    /// <param name="now">The time, in UTC.</param>
    public JsonObject AddVersion(SubmittedFile file, JsonObject verdict, DateTime now) =>
        Add(file, Nodes.Text(verdict["score_type"]), verdict["scoreable_node_types"] ?? definition["scoreable_node_types"], now);

    /// <summary>Adds a version with the code of an older one.</summary>
    /// <param name="number">The older version.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>The new version; null if the older one does not exist.</returns>
    public JsonObject? Restore(long number, DateTime now) =>
        Version(number) is { } version && File(number) is { } file
            ? Add(file, Nodes.Text(version["registered_scorer"]?["score_type"]), version["scoreable_node_types"], now)
            : null;

    private JsonObject Add(SubmittedFile file, string? scoreType, JsonNode? nodeTypes, DateTime now)
    {
        _updatedAt = now;
        _files.Add(file);
        JsonObject version = new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["version"] = _versions.Count + 1,
            ["scorer_id"] = id,
            ["created_at"] = Nodes.Time(now),
            ["updated_at"] = Nodes.Time(now),
            ["created_by"] = SampleUser.Id,
            ["scoreable_node_types"] = nodeTypes?.DeepClone(),
            ["registered_scorer"] = new JsonObject
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["name"] = Name,
                ["score_type"] = scoreType,
                ["data_type"] = DataType(scoreType),
                ["scoreable_node_types"] = nodeTypes?.DeepClone(),
                ["created_by"] = SampleUser.Id,
                ["created_at"] = Nodes.Time(now),
                ["updated_at"] = Nodes.Time(now),
            },
        };
        _versions.Add(version);
        return (JsonObject)version.DeepClone();
    }

    /// <summary>Serializes the current scorer.</summary>
    public JsonObject ToJson()
    {
        JsonObject scorer = new()
        {
            ["id"] = id,
            ["tags"] = definition["tags"] is JsonArray tags ? tags.DeepClone() : new JsonArray(),
            ["created_by"] = SampleUser.Id,
            ["created_at"] = Nodes.Time(createdAt),
            ["updated_at"] = Nodes.Time(_updatedAt ?? createdAt),
            ["permissions"] = new JsonArray(),
            ["included_fields"] = new JsonArray(),
            ["is_global"] = definition["is_global"]?.DeepClone() ?? projects.Count == 0,
            ["scope_projects"] = Nodes.Array(projects.Select(project => new JsonObject { ["id"] = project.Id, ["name"] = project.Name })),
            ["metric_name"] = Name,
            ["default_version_id"] = Brief()?["id"]!.DeepClone(),
            ["default_version"] = Brief(),
            ["latest_version"] = Brief(),
        };
        foreach (string field in Kept)
            scorer[field] = definition[field]?.DeepClone();
        return scorer;
    }

    // A version within a scorer has no times and no author.
    private JsonObject? Brief()
    {
        if (Version(null) is not { } version)
            return null;
        JsonObject code = (JsonObject)version["registered_scorer"]!;
        return new JsonObject
        {
            ["id"] = (string)version["id"]!,
            ["version"] = (int)version["version"]!,
            ["scorer_id"] = id,
            ["scoreable_node_types"] = version["scoreable_node_types"]?.DeepClone(),
            ["registered_scorer"] = new JsonObject
            {
                ["id"] = (string)code["id"]!, ["name"] = Name, ["score_type"] = (string?)code["score_type"],
            },
        };
    }

    private static string DataType(string? scoreType) => scoreType switch
    {
        "float" => "floating_point",
        "int" => "integer",
        "bool" => "boolean",
        "str" => "text",
        _ => "unknown",
    };
}
