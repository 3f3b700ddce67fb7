using System.Globalization;

namespace GalileoEval.Kolena;

/// <summary>
/// The validation of an agent against a ground truth
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations/{validation_id}</c>). An instance
/// with only the three IDs is a reference to an unread validation.
/// </summary>
public sealed class KolenaValidation : IEvalTask
{
    /// <inheritdoc/>
    public EvalService Service => EvalService.Kolena;

    /// <summary>The agent, taken from the request: the response does not contain it.</summary>
    public required long AgentId { get; init; }

    /// <summary>The ground truth that the validation ran against.</summary>
    public required long GroundTruthId { get; init; }

    /// <summary>The validation.</summary>
    public required long ValidationId { get; init; }

    /// <summary>The version of the ground truth; null until the first poll.</summary>
    public int? GroundTruthVersion { get; init; }

    /// <summary>The status as the service names it: <c>running</c>, <c>success</c>, <c>failed</c>, <c>canceled</c>, or a newer one; null
    /// until the first poll.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    public EvalState State => KolenaStatus.StateOf(Status);

    /// <inheritdoc/>
    public bool IsFinal => State.IsFinal();

    /// <summary>The matching score in percent, 0 to 100; null unless the validation succeeded.</summary>
    public double? Score { get; init; }

    /// <inheritdoc/>
    public string Describe() =>
        string.Format(
            CultureInfo.InvariantCulture, "agent {0}, ground truth {1}, validation {2}", AgentId, GroundTruthId, ValidationId);
}
