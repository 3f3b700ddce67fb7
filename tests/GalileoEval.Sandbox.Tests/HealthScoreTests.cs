using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Galileo;

namespace GalileoEval.Sandbox.Tests;

public sealed class HealthScoreTests
{
    [Fact]
    public void Numbers_are_compared_by_their_error_and_invalid_rows_are_skipped()
    {
        JsonObject health = HealthScore.Compute([Row("0.5", "1.0"), Row("1", "0.0"), Row("0.5", "none"), Row(null, "1.0"), Row("1", null)], "percentage");

        Assert.Equal("mse", (string)health["health_score_type"]!);
        Assert.Equal(0.625, (double)health["value"]!);
        Assert.Equal(0.75, (double)health["secondary"]!["mae"]!);
        Assert.Equal((1, 4, 4, 2), Counts(health));
    }

    [Fact]
    public void Labels_are_compared_by_the_F1_of_each_class()
    {
        JsonObject health = HealthScore.Compute(
            [Row("\"a\"", "a"), Row("\"a\"", "b"), Row("\"b\"", "b"), Row("\"c\"", "a")], "categorical");

        // F1 of a: 2/(2+2), of b: 2/(2+1), of c: 0.
        Assert.Equal("macro_f1", (string)health["health_score_type"]!);
        Assert.Equal((0.5 + (2.0 / 3) + 0) / 3, (double)health["value"]!, 12);
        Assert.Equal(0.5, (double)health["secondary"]!["f1_a"]!);
        Assert.Equal((0, 4, 4, 4), Counts(health));
    }

    [Fact]
    public void Several_labels_are_compared_as_sets()
    {
        JsonObject health = HealthScore.Compute([Row("\"a, b\"", "b, c"), Row("\"a\"", "a")], "multilabel");

        Assert.Equal("micro_f1", (string)health["health_score_type"]!);
        Assert.Equal(4.0 / 6, (double)health["value"]!, 12);
    }

    [Fact]
    public void Booleans_match_in_any_form()
    {
        JsonObject health = HealthScore.Compute([Row("true", "True"), Row("1", "yes"), Row("false", "0")], "boolean");

        Assert.Equal(1, (double)health["value"]!);
        Assert.Equal((1, 3, 3, 2), Counts(health));
    }

    [Fact]
    public void There_is_no_value_without_a_row_that_has_both()
    {
        JsonObject health = HealthScore.Compute([Row("1", null), Row(null, "1")], "count");

        Assert.Null(health["value"]);
        Assert.Equal("mae", (string)health["health_score_type"]!);
        Assert.Equal((0, 1, 1, 0), Counts(health));
    }

    private static JsonObject Row(string? score, string? truth) => new()
    {
        ["dataset_output"] = truth,
        ["metric_info"] = score is null
            ? []
            : new JsonObject { [MetricsExperiment.Metric] = new JsonObject { ["status_type"] = "success", ["value"] = JsonNode.Parse(score) } },
    };

    private static (int Skipped, int Scored, int Truth, int Joined) Counts(JsonObject health) => (
        (int)health["skipped_rows"]!, (int)health["total_scored_rows"]!, (int)health["total_mgt_rows"]!, (int)health["joined_rows"]!);
}
