using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleRowTests
{
    private const string Task = """
        {"task_id": "t", "status": "completed", "project": {"id": "p", "name": "P"}, "batch": "b", "completed_at": "2024-01-01T00:00:00Z",
         "threads": [
           {"id": "th0", "annotations": [{"key": "a0", "value": 1}], "turns": [
             {"id": "tu0", "annotations": [{"key": "a1", "type": "text", "value": "x"}], "messages": [
               {"role": "user", "source_id": "s0", "content": {"text": "Hello\nthere"} },
               {"role": "assistant", "source_id": "s1", "model_parameters": {"model": "m"}, "annotations": [
                   {"id": "an", "key": "a2", "type": "rubric_rating", "title": "T", "labels": ["x", "y"], "value": {"score": 0.5, "justification": "because"} },
                   {"key": "a3", "value": null, "not_applicable": true, "justification": "why"}],
                "content": {"text": "Hi", "chunks": [{"type": "text", "text": "H"}, {"type": "text", "text": "i", "annotations": [{"key": "a4", "value": true}]}],
                  "reasoning": [{"content": "r"}], "reference_texts": [{"content": "c"}], "attachments": [{"name": "n"}]} }]}]},
           {"id": "th1", "turns": [{"id": "tu1", "messages": [{"role": "system"}]}]}]}
        """;

    [Fact]
    public async Task Annotations_are_flat_rows_in_order()
    {
        ScaleTask task = await ScaleReading.TaskAsync(Task);

        ScaleAnnotationRow[] rows = [.. ScaleAnnotationRow.AllOf(task)];

        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], rows.Select(row => row.Key));
        Assert.Equal(
            [
                ScaleAnnotationLevel.Thread, ScaleAnnotationLevel.Turn, ScaleAnnotationLevel.Message,
                ScaleAnnotationLevel.Message, ScaleAnnotationLevel.Chunk,
            ],
            rows.Select(row => row.Level));
        Assert.Equal([null, 0, 0, 0, 0], rows.Select(row => row.TurnIndex));
        Assert.Equal([null, null, 1, 1, 1], rows.Select(row => row.MessageIndex));
        Assert.Equal([null, null, null, null, 1], rows.Select(row => row.ChunkIndex));
        Assert.Equal([null, "tu0", "tu0", "tu0", "tu0"], rows.Select(row => row.TurnId));
        Assert.Equal([null, null, "assistant", "assistant", "assistant"], rows.Select(row => row.Role));
        Assert.Equal([null, null, "s1", "s1", "s1"], rows.Select(row => row.SourceId));
        Assert.All(rows, row => Assert.Equal(
            ("t", "p", "P", "b", null, "th0", 0),
            (row.TaskId, row.ProjectId, row.ProjectName, row.BatchId, row.BatchName, row.ThreadId, row.ThreadIndex)));
        Assert.All(rows, row => Assert.Equal(task.CompletedAt, row.CompletedAt));
    }

    [Fact]
    public async Task A_row_has_the_answer_as_text_and_as_an_object()
    {
        ScaleAnnotationRow[] rows = [.. ScaleAnnotationRow.AllOf(await ScaleReading.TaskAsync(Task))];

        Assert.Equal(["1", "x", "0.5 because", "not applicable", "true"], rows.Select(row => row.ValueText));
        Assert.Equal(1L, rows[0].Value);
        Assert.Equal(0.5, Assert.IsType<ScaleRubricRating>(rows[2].Value).Score);
        Assert.Equal(["because", "why"], rows[2..4].Select(row => row.Justification));
        Assert.Equal(("an", "rubric_rating", "T", "x; y"), (rows[2].AnnotationId, rows[2].Type, rows[2].Title, rows[2].Labels.ToString()));
        Assert.Equal([null, true], rows[2..4].Select(row => row.NotApplicable));
    }

    [Fact]
    public async Task Messages_are_flat_rows_in_order()
    {
        ScaleMessageRow[] rows = [.. ScaleMessageRow.AllOf(await ScaleReading.TaskAsync(Task))];

        Assert.Equal(["user", "assistant", "system"], rows.Select(row => row.Role));
        Assert.Equal([(0, 0, 0), (0, 0, 1), (1, 0, 0)], rows.Select(row => (row.ThreadIndex, row.TurnIndex!.Value, row.MessageIndex!.Value)));
        Assert.Equal(["Hello\nthere", "Hi", null], rows.Select(row => row.Text));
        Assert.Equal("m", rows[1].Model);
        Assert.Equal((2, "r", "c", "n", 2), (rows[1].Annotations.Count, rows[1].Reasoning.ToString(), rows[1].ReferenceTexts.ToString(), Assert.Single(rows[1].Attachments).ToString(), rows[1].Chunks.Count));
        Assert.Empty(rows[2].Chunks);
        Assert.Equal("user: Hello there", rows[0].ToString());
    }

    [Theory]
    [InlineData("""{"task_id": "t", "status": "pending", "threads": []}""")]
    [InlineData("""{"task_id": "t", "status": "completed", "sensitive_content_reports": [{"type": "x", "message": "y"}]}""")]
    [InlineData("""{"task_id": "t", "threads": [null, {"turns": [null, {"messages": [null]}]}]}""")]
    public async Task Missing_parts_have_no_rows(string json)
    {
        ScaleTask task = await ScaleReading.TaskAsync(json);

        Assert.Empty(ScaleAnnotationRow.AllOf(task));
        Assert.Empty(ScaleMessageRow.AllOf(task));
    }

    [Fact]
    public async Task Every_annotation_of_a_whole_task_has_its_row_and_no_row_has_the_secret()
    {
        ScaleTask task = await ScaleReading.TaskAsync(ScaleSamples.WithAnnotations(ScaleSamples.Annotations));

        ScaleAnnotationRow[] rows = [.. ScaleAnnotationRow.AllOf(task)];

        Assert.Equal(task.Threads[0].Annotations.Count, rows.Length);
        Assert.Contains(rows, row => row.Value is ScaleWorkspace);
        Assert.DoesNotContain(
            rows.SelectMany(ObjectWalker.TextsOf), text => text.Contains("workspace_token", StringComparison.OrdinalIgnoreCase));
    }
}
