using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Kolena;

/// <summary>
/// The validation of an agent against a ground truth
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations/{validation_id}</c>). An instance
/// with only the three IDs is a reference to an unread validation.
/// </summary>
public sealed record KolenaValidation : TolerantObject, IEvalTask
{
    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Kolena;

    /// <summary>The agent, taken from the request: the response does not contain it.</summary>
    [JsonIgnore]
    public required long AgentId { get; init; }

    /// <summary>The ground truth that the validation ran against.</summary>
    public required long GroundTruthId { get; init; }

    /// <summary>The validation.</summary>
    [JsonPropertyName("id")]
    public required long ValidationId { get; init; }

    /// <summary>The version of the ground truth; null until the first poll.</summary>
    public int? GroundTruthVersion { get; init; }

    /// <summary>The status as the service names it: <c>running</c>, <c>success</c>, <c>failed</c>, <c>canceled</c>, or a newer one; null
    /// until the first poll.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalState State => KolenaStatus.StateOf(Status);

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsFinal => State.IsFinal();

    /// <summary>The matching score in percent, 0 to 100; null unless the validation succeeded.</summary>
    [JsonIgnore]
    public double? Score { get; init; }

    [JsonInclude]
    internal KolenaValidationResults? Results { init => Score = value?.Score; }

    /// <inheritdoc/>
    public string Describe() =>
        string.Format(
            CultureInfo.InvariantCulture, "agent {0}, ground truth {1}, validation {2}", AgentId, GroundTruthId, ValidationId);

    /// <summary>The IDs.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Describe();

    private protected override void Check()
    {
        if (ValidationId == 0)
            throw new JsonException("a validation has no ID.");
        if (Status is null)
            throw new JsonException("a validation has no status.");
    }
}

/// <summary>The results of a validation.</summary>
internal sealed record KolenaValidationResults : TolerantObject
{
    public double? Score { get; init; }
}

/// <summary>The response to the start of a validation.</summary>
internal sealed record KolenaStartedValidation : TolerantObject
{
    public long? ValidationId { get; init; }

    /// <summary>The ID under the name that all other responses use.</summary>
    public long? Id { get; init; }
}
