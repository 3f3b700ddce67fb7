using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>One run of a scorer file: on generated nodes to validate it, or on stored records.</summary>
internal sealed class ScorerJob
{
    /// <summary>The submitted scorer file.</summary>
    public required byte[] Source { get; init; }

    /// <summary>The file name for tracebacks.</summary>
    public required string FileName { get; init; }

    /// <summary>The requested node types; null to use those of the file.</summary>
    public IReadOnlyList<string>? NodeTypes { get; init; }

    /// <summary>The requested score type; null to use that of the file.</summary>
    public string? ScoreType { get; init; }

    public string TestInput { get; init; } = "";

    public string TestOutput { get; init; } = "";

    /// <summary>Every record of the source, so that a step object includes its spans; null to validate.</summary>
    public IReadOnlyList<JsonObject>? Records { get; init; }

    /// <summary>The IDs of the records to score.</summary>
    public IReadOnlyList<string>? Selected { get; init; }

    /// <summary>Serializes the job for the driver.</summary>
    public JsonObject ToJson() => new()
    {
        ["file_name"] = FileName,
        ["node_types"] = NodeTypes is null ? null : Strings(NodeTypes),
        ["score_type"] = ScoreType,
        ["node_ids"] = Strings(Enumerable.Range(0, 9).Select(_ => Guid.NewGuid().ToString())),
        ["test_input"] = TestInput,
        ["test_output"] = TestOutput,
        ["records"] = Records is null ? null : new JsonArray([.. Records.Select(record => record.DeepClone())]),
        ["selected"] = Selected is null ? null : Strings(Selected),
    };

    private static JsonArray Strings(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
}
