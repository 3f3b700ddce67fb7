using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>The rubric of a turn and the scores of its messages. Every other task has one.</summary>
internal sealed class SampleRubric(SampleTask task, SampleAnnotations annotations)
{
    private static readonly (string Criterion, int Weight)[] Criteria =
        [("Names the fix before the reason", 2), ("Is polite; uses no jargon", 1)];

    private static readonly int MaximumScore = Criteria.Sum(criterion => criterion.Weight);

    /// <summary>Whether the task has a rubric.</summary>
    public bool IsUsed => task.Number % 2 == 1;

    /// <summary>The member <c>rubrics</c> of the turn.</summary>
    public JsonArray OfTurn() =>
    [
        new JsonObject
        {
            ["criteria_definitions"] = Nodes.Array(Criteria.Select((criterion, index) => new JsonObject
            {
                ["id"] = Id(index),
                ["criterion"] = criterion.Criterion,
                ["weight"] = criterion.Weight,
                ["annotations"] = new JsonArray(
                    annotations.Annotation("category", "criterion_origin", "Where the criterion comes from", "handbook")),
            })),
            ["max_total_score"] = MaximumScore,
        },
    ];

    /// <summary>The member <c>rubric_evaluations</c> of a message.</summary>
    /// <param name="scores">The score for each criterion, from 0 to 1.</param>
    public JsonArray OfMessage(params double[] scores)
    {
        double total = Criteria.Select((criterion, index) => criterion.Weight * scores[index]).Sum();
        return
        [
            new JsonObject
            {
                ["criteria_evaluations"] = Nodes.Array(scores.Select((score, index) => new JsonObject
                {
                    ["criterion_definition_id"] = Id(index),
                    ["score"] = score,
                    ["annotations"] = new JsonArray(annotations.Annotation(
                        "rubric_rating", "criterion_rating", "How well the criterion is met",
                        new JsonObject { ["score"] = score, ["color"] = score < 0.5 ? "red" : "green" })),
                })),
                ["annotations"] = new JsonArray(
                    annotations.Annotation("integer", "rubric_confidence", "How sure is the contributor?", 4, new JsonArray(1, 2, 3, 4, 5))),
                ["total_score"] = total,
                ["percentage"] = 100 * total / MaximumScore,
            },
        ];
    }

    private string Id(int index) => $"criterion_{task.Id}_{index + 1}";
}
