using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleRubricRowTests
{
    private const string Task = """
        {"task_id": "t", "threads": [{"id": "th", "submissions": [{"contributor_id": "c1"}], "turns": [
          {"id": "tu", "annotations": [{"key": "of_turn", "value": 1}],
           "rubrics": [
             {"criteria_definitions": [{"id": "r0c0", "criterion": "Is short", "annotations": []}]},
             {"title": "Facts", "criteria_definitions": [
               {"id": "r1c0", "criterion": "Names the city", "weight": 2, "annotations": [{"key": "defined", "value": "a"}]},
               null,
               {"id": "r1c2", "criterion": "Names the year", "annotations": [{"key": "defined", "value": "b"}]}]}],
           "messages": [
             {"role": "user"},
             {"role": "assistant", "source_id": "s1", "annotations": [{"key": "of_message", "value": 1}],
              "content": {"text": "x", "chunks": [{"type": "text", "annotations": [{"key": "of_chunk", "value": 1}]}]},
              "rubric_evaluations": [
                {"annotations": [{"key": "by_order", "value": 1}]},
                {"annotations": [{"key": "evaluated", "value": 0.5}],
                 "criteria_evaluations": [
                   {"criterion_definition_id": "r1c2", "score": 1, "annotations": [{"key": "scored", "value": 1}, {"key": "why", "value": "w"}]},
                   {"criterion_definition_id": "gone", "annotations": [{"key": "scored", "value": 0}]},
                   {"annotations": [{"key": "scored", "value": 2}]}]}]}]}]}]}
        """;

    [Fact]
    public async Task Rubric_annotations_of_all_three_kinds_are_rows_in_the_order_of_the_task()
    {
        ScaleAnnotationRow[] rows = [.. ScaleAnnotationRow.AllOf(await ScaleReading.TaskAsync(Task))];

        Assert.Equal(
            [
                "of_turn", "defined", "defined", "of_message", "of_chunk",
                "by_order", "evaluated", "scored", "why", "scored", "scored",
            ],
            rows.Select(row => row.Key));
        Assert.All(
            rows,
            row => Assert.Equal(row.Key!.StartsWith("of_", StringComparison.Ordinal), row.Level != ScaleAnnotationLevel.Rubric));
    }

    [Fact]
    public async Task A_rubric_row_has_its_position_and_the_titles()
    {
        ScaleAnnotationRow[] rows = await RubricRowsAsync(Task);

        Assert.Equal(
            [
                (null, 1, "Facts", 0, "r1c0", "Names the city"),
                (null, 1, "Facts", 2, "r1c2", "Names the year"),
                (1, 0, "Is short", null, null, null),
                (1, 1, "Facts", null, null, null),
                (1, 1, "Facts", 0, "r1c2", "Names the year"),
                (1, 1, "Facts", 0, "r1c2", "Names the year"),
                (1, 1, "Facts", 1, "gone", null),
                (1, 1, "Facts", 2, null, null),
            ],
            rows.Select(row => (row.MessageIndex, row.RubricIndex, row.RubricTitle, row.CriterionIndex, row.CriterionId, row.CriterionTitle)));
        Assert.All(rows, row => Assert.Equal((0, 0, "tu"), (row.ThreadIndex, row.TurnIndex, row.TurnId)));
        Assert.Equal([null, null, "s1", "s1", "s1", "s1", "s1", "s1"], rows.Select(row => row.SourceId));
    }

    [Fact]
    public async Task A_row_of_another_level_has_no_rubric()
    {
        ScaleTask task = await ScaleReading.TaskAsync(Task);

        Assert.All(
            ScaleAnnotationRow.AllOf(task).Where(row => row.Level != ScaleAnnotationLevel.Rubric),
            row => Assert.Equal(
                (null, null, null, null, null),
                (row.RubricIndex, row.RubricTitle, row.CriterionIndex, row.CriterionId, row.CriterionTitle)));
    }

    [Fact]
    public async Task An_evaluation_without_a_rubric_in_its_turn_keeps_its_annotations()
    {
        ScaleAnnotationRow[] rows = await RubricRowsAsync("""
            {"task_id": "t", "threads": [{"turns": [{"rubrics": null, "messages": [{"rubric_evaluations": [
              null, {"annotations": [{"key": "a"}, null], "criteria_evaluations": [null, {"annotations": [{"key": "b"}]}]}]}]}]}]}
            """);

        Assert.Equal(
            [("a", 1, null, null), ("b", 1, null, 1)],
            rows.Select(row => (row.Key, row.RubricIndex, row.RubricTitle, row.CriterionIndex)));
    }

    [Theory]
    [InlineData("""[{"contributor_id": "c1"}]""", "c1")]
    [InlineData("""[{"contributor_id": "c1"}, {"contributor_id": "c2"}]""", null)]
    [InlineData("""[{"submitted_at": "2024-01-01T00:00:00Z"}]""", null)]
    [InlineData("[null]", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task The_contributor_is_that_of_the_only_submission(string submissions, string? expected)
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""
            {"task_id": "t", "threads": [{"submissions": {{submissions}}, "annotations": [{"key": "k", "value": 1}]}]}
            """);

        Assert.Equal(expected, Assert.Single(ScaleAnnotationRow.AllOf(task)).ContributorId);
    }

    private static async Task<ScaleAnnotationRow[]> RubricRowsAsync(string json) =>
        [.. ScaleAnnotationRow.AllOf(await ScaleReading.TaskAsync(json)).Where(row => row.Level == ScaleAnnotationLevel.Rubric)];
}
