using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Kolena;

/// <summary>Kolena's JSON, read and written without reflection. Models are read through <see cref="TolerantJson{TContext}"/>, which
/// adds the converters that cannot be generated.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(KolenaAgentPage))]
[JsonSerializable(typeof(KolenaAgentRunPage))]
[JsonSerializable(typeof(KolenaGroundTruthPage))]
[JsonSerializable(typeof(KolenaNewGroundTruth))]
[JsonSerializable(typeof(KolenaStartedValidation))]
[JsonSerializable(typeof(KolenaValidationPage))]
[JsonSerializable(typeof(KolenaGroundTruth))]
[JsonSerializable(typeof(KolenaPromptResult))]
internal sealed partial class KolenaJsonContext : JsonSerializerContext;

/// <summary>One page of a list of agents.</summary>
internal sealed class KolenaAgentPage
{
    public List<KolenaAgent?>? Agents { get; set; }

    public int? TotalPages { get; set; }
}

/// <summary>One page of a list of runs.</summary>
internal sealed class KolenaAgentRunPage
{
    public List<KolenaAgentRun?>? Runs { get; set; }

    public int? TotalPages { get; set; }
}

/// <summary>One page of a list of validations.</summary>
internal sealed class KolenaValidationPage
{
    public List<KolenaValidation?>? Validations { get; set; }

    public int? TotalPages { get; set; }
}

/// <summary>One page of the versions of a ground truth. The name of the list is undocumented, so the only list in
/// the response is used.</summary>
internal sealed class KolenaGroundTruthPage
{
    public int? TotalPages { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>The items of the list; null unless the response has exactly one list.</summary>
    public IEnumerable<KolenaGroundTruth?>? Versions()
    {
        JsonElement[] lists = [.. (Others ?? []).Values.Where(value => value.ValueKind == JsonValueKind.Array)];
        return lists.Length != 1
            ? null
            : lists[0].EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.Object)
                .Select(TolerantJson<KolenaJsonContext>.Read<KolenaGroundTruth>);
    }
}

/// <summary>The request body of a new ground truth.</summary>
internal sealed class KolenaNewGroundTruth
{
    public required string Name { get; set; }

    public required string EvaluationInstructions { get; set; }

    public required JsonElement Runs { get; set; }
}
