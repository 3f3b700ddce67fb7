using System.Text.Json;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleToleranceTests
{
    [Theory]
    [InlineData("\"2026-06-30T23:59:60Z\"")]
    [InlineData("\"9999-12-31T23:59:59-08:00\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"10000-01-01T00:00:00Z\"")]
    [InlineData("\"2025-02-30T00:00:00Z\"")]
    [InlineData("\"2025-01-01T00:00:00+99:00\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"\"")]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("{\"at\":[1]}")]
    public async Task A_time_out_of_range_is_null_and_kept_in_the_JSON(string time)
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""
            {"task_id": "t", "status": "completed", "created_at": {{time}}, "completed_at": "2024-01-01T00:00:00Z",
             "project": {"id": "p", "created_at": {{time}}}, "batch": {"id": "b", "completed_at": {{time}}},
             "threads": [{"id": "th", "submissions": [{"contributor_id": "c", "submitted_at": {{time}}}]}]}
            """);

        Assert.Null(task.CreatedAt);
        Assert.Equal(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), task.CompletedAt);
        Assert.Equal($$"""{"created_at":{{time}}}""", task.AdditionalJson);
        Assert.Null(task.Project!.CreatedAt);
        Assert.Equal($$"""{"created_at":{{time}}}""", task.Project.AdditionalJson);
        Assert.Null(task.Batch!.CompletedAt);
        Assert.Equal($$"""{"completed_at":{{time}}}""", task.Batch.AdditionalJson);
        ScaleSubmission submission = Assert.Single(task.Threads[0].Submissions);
        Assert.Null(submission.SubmittedAt);
        Assert.Equal("c", submission.ToString());
        Assert.Equal($$"""{"submitted_at":{{time}}}""", submission.AdditionalJson);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(100_000, false)]
    public async Task Content_that_is_text_is_the_text(int piece, bool isLong)
    {
        const string json = """{"task_id": "t", "threads": [{"turns": [{"messages": [{"role": "user", "content": "Hello", "later": 1}]}]}]}""";

        ScaleTask task = await ScaleReading.BytesAsync(ScaleReading.Bytes(json), piece, isLong);

        ScaleMessage message = task.Threads[0].Turns[0].Messages[0];
        Assert.Equal("Hello", message.Content!.Text);
        Assert.Equal("user: Hello", message.ToString());
        Assert.Equal("""{"later":1}""", message.AdditionalJson);
    }

    [Theory]
    [InlineData("""[{"type":"text","text":"Hello"}]""")]
    [InlineData("7")]
    [InlineData("false")]
    public async Task Content_with_another_structure_is_null_and_kept_in_the_JSON(string content)
    {
        ScaleTask task = await ScaleReading.TaskAsync(
            $$"""{"task_id": "t", "threads": [{"turns": [{"messages": [{"role": "user", "content": {{content}}}]}]}]}""");

        ScaleMessage message = task.Threads[0].Turns[0].Messages[0];
        Assert.Null(message.Content);
        Assert.Equal($$"""{"content":{{content}}}""", message.AdditionalJson);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tone":{"value":2}}""")]
    [InlineData("\"none\"")]
    [InlineData("3")]
    public async Task Annotations_with_another_structure_are_empty_and_kept_in_the_JSON(string annotations)
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""
            {"task_id": "t", "threads": [{"annotations": {{annotations}}, "turns": [{"annotations": [{"key": "after", "value": 1}]}]}]}
            """);

        ScaleThread thread = Assert.Single(task.Threads);
        Assert.Empty(thread.Annotations);
        Assert.Equal($$"""{"annotations":{{annotations}}}""", thread.AdditionalJson);
        Assert.Equal("after", Assert.Single(ScaleAnnotationRow.AllOf(task)).Key);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(100_000, false)]
    public async Task A_single_annotation_instead_of_a_list_is_a_list_of_one(int piece, bool isLong)
    {
        const string json = """{"task_id": "t", "threads": [{"annotations": {"key": "k", "type": "integer", "value": 3}}]}""";

        ScaleTask task = await ScaleReading.BytesAsync(ScaleReading.Bytes(json), piece, isLong);

        Assert.Equal("k=3", Assert.Single(task.Threads[0].Annotations).ToString());
        Assert.Null(task.Threads[0].AdditionalJson);
    }

    [Fact]
    public async Task Kept_JSON_contains_no_secret()
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""
            {"task_id": "t", "created_at": {"workspace_token": "{{ScaleSamples.Canary}}" }, "threads": [
              {"annotations": {"later": {"workspace_token": "{{ScaleSamples.Canary}}", "kept": 1} } }]}
            """);

        Assert.Equal("""{"annotations":{"later":{"kept":1}}}""", task.Threads[0].AdditionalJson);
        Assert.DoesNotContain(ObjectWalker.TextsOf(task), text => text.Contains(ScaleSamples.Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(ScaleSamples.Canary, JsonSerializer.Serialize(task), StringComparison.Ordinal);
    }
}
