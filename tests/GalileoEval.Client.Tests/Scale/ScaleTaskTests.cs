using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleTaskTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    public async Task A_task_with_every_field_is_read_completely(int piece, bool isLong)
    {
        ScaleTask task = await ScaleReading.BytesAsync(ScaleReading.Bytes(ScaleSamples.Full), piece, isLong);

        Assert.Equal("task_full", task.TaskId);
        Assert.Equal(EvalService.Scale, task.Service);
        Assert.Equal("completed", task.Status);
        Assert.Equal(EvalState.Succeeded, task.State);
        Assert.True(task.IsFinal);
        Assert.Equal("project_a", task.ProjectId);
        Assert.Equal("batch_a", task.BatchId);
        Assert.Null(task.Project);
        Assert.Null(task.Batch);
        Assert.Equal(new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), task.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, task.CreatedAt!.Value.Kind);
        Assert.Equal(new DateTime(2024, 2, 4, 3, 6, 7, 125, DateTimeKind.Utc), task.CompletedAt);
        Assert.Equal(DateTimeKind.Utc, task.CompletedAt!.Value.Kind);
        Assert.Equal("ops", task.Metadata!["owner"]);
        Assert.Equal(2L, task.Metadata["tries"]);
        Assert.IsType<JsonMap>(task.Metadata["nested"]);
        Assert.Equal("""{"priority":5,"links":{"self":"https://example.org/task_full"}}""", task.AdditionalJson);
        Assert.Equal("LANGUAGE_MISMATCH: Another language was asked for", Assert.Single(task.Errors).ToString());
        Assert.Equal("self_harm: Reported by a contributor.", task.SensitiveContentReports.ToString());

        ScaleThread thread = Assert.Single(task.Threads);
        Assert.Equal("thread_1", thread.ToString());
        ScaleSubmission submission = Assert.Single(thread.Submissions);
        Assert.Equal(new DateTime(2024, 2, 4, 1, 2, 3, DateTimeKind.Utc), submission.SubmittedAt);
        Assert.Equal(DateTimeKind.Utc, submission.SubmittedAt!.Value.Kind);
        Assert.Equal("person_1 2024-02-04T01:02:03Z", submission.ToString());
        Assert.Equal("tone=2", thread.Annotations.ToString());

        ScaleTurn turn = Assert.Single(thread.Turns);
        Assert.Equal("turn_1", turn.ToString());
        Assert.Single(turn.Annotations);
        ScaleRubric rubric = Assert.Single(turn.Rubrics);
        Assert.Equal(3, rubric.MaxTotalScore);
        Assert.Equal("Names the city", rubric.ToString());
        Assert.Equal(3, rubric.CriteriaDefinitions[0].Weight);

        ScaleMessage message = Assert.Single(turn.Messages);
        Assert.Equal("user: What is the capital of France, and since when?", message.ToString());
        Assert.Equal("source_1", message.SourceId);
        Assert.Single(message.Annotations);
        Assert.Equal("model-x", message.ModelParameters!.Model);
        Assert.Equal(0.5, message.ModelParameters.Temperature);
        Assert.Equal(800, message.ModelParameters.MaxCompletionTokens);
        Assert.Equal(1, message.ModelParameters.TopP);
        Assert.Equal(40, message.ModelParameters.TopK);
        Assert.Equal("""{"seed":7}""", message.ModelParameters.AdditionalJson);
        ScaleRubricEvaluation evaluation = Assert.Single(message.RubricEvaluations);
        Assert.Equal(75, evaluation.Percentage);
        Assert.Equal("1.5", evaluation.ToString());
        Assert.Equal("cr_1=0.5", evaluation.CriteriaEvaluations.ToString());

        ScaleMessageContent content = message.Content!;
        Assert.Equal("What is the capital of France, and since when?", content.Text);
        ScaleReferenceText reference = Assert.Single(content.ReferenceTexts);
        Assert.Equal(("An atlas", "book", "https://example.org/atlas"), (reference.Content, reference.Category, reference.Url));
        Assert.Equal(["hello.txt", "map.png", "scaledata://3"], content.Attachments.Select(attachment => attachment.ToString()));
        Assert.Equal("aGVsbG8=", content.Attachments[0].Content);
        Assert.Equal("text/plain", content.Attachments[0].MimeType);
        Assert.Equal(5120, content.Attachments[1].FileSizeInBytes);
        ScaleAttachment recording = content.Attachments[2];
        Assert.Equal(
            (12.5, "Paris", "https://example.org/3", 0.0, 3.25),
            (recording.Duration, recording.Transcript, recording.TranscriptUrl, recording.TranscriptStart, recording.TranscriptEnd));
        Assert.Equal("What is the capital", content.Chunks[0].Text);
        Assert.Equal("tone=2", content.Chunks[0].Annotations.ToString());
        Assert.Equal("table", content.Chunks[1].Type);
        Assert.Equal("""{"caption": "none"}""", content.Chunks[1].Text);
        Assert.Equal("""{"rows":[["a","b"]]}""", content.Chunks[1].AdditionalJson);
        Assert.Equal("The user asks about France.", Assert.Single(content.Reasoning).Content);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4099)]
    [InlineData(10_000_000)]
    public async Task A_task_larger_than_any_buffer_is_read_while_it_arrives(int piece)
    {
        const int times = 700;
        string annotations = string.Join(",", Enumerable.Repeat(ScaleSamples.Annotations, times));
        byte[] body = ScaleReading.Bytes(ScaleSamples.WithAnnotations(annotations));
        Assert.True(body.Length > ResponseBody.MaximumLength);

        ScaleTask task = await ScaleReading.BytesAsync(body, piece, isLong: false);

        ScaleTask small = await ScaleReading.TaskAsync(ScaleSamples.WithAnnotations(ScaleSamples.Annotations));
        Assert.Equal(
            string.Join("; ", Enumerable.Repeat(small.Threads[0].Annotations.ToString(), times)),
            task.Threads[0].Annotations.ToString());
    }

    [Theory]
    [InlineData("assistant")]
    [InlineData("アシスタント")]
    public async Task Repeated_strings_are_shared_and_empty_lists_use_no_memory(string role)
    {
        string message = $$$"""{"role":"{{{role}}}","content":{"text":"A text that is longer than any word is: nobody says it twice."}}""";
        string json = $$"""{"task_id":"t","threads":[{"turns":[{"messages":[{{message}},{{message}}],"annotations":[]}]}]}""";

        ScaleTurn turn = (await ScaleReading.TaskAsync(json)).Threads[0].Turns[0];

        Assert.Equal(role, turn.Messages[0].Role);
        Assert.Same(turn.Messages[0].Role, turn.Messages[1].Role);
        Assert.Equal(turn.Messages[0].Content!.Text, turn.Messages[1].Content!.Text);
        Assert.NotSame(turn.Messages[0].Content!.Text, turn.Messages[1].Content!.Text);
        Assert.Same(EvalList<ScaleAnnotation>.None, turn.Annotations);
    }

    [Fact]
    public async Task Strings_with_the_same_hash_slot_stay_distinct()
    {
        // More than there are places.
        string[] roles = [.. Enumerable.Range(0, 5000).Select(number => $"role {number}")];
        string messages = string.Join(",", roles.Select(role => $$"""{"role":"{{role}}"}"""));

        ScaleTask task = await ScaleReading.TaskAsync($$"""{"task_id":"t","threads":[{"turns":[{"messages":[{{messages}}]}]}]}""");

        Assert.Equal(roles, task.Threads[0].Turns[0].Messages.Select(message => message.Role));
    }

    [Theory]
    [InlineData("pending", EvalState.Pending, false)]
    [InlineData("completed", EvalState.Succeeded, true)]
    [InlineData("canceled", EvalState.Canceled, true)]
    [InlineData("cancelled", EvalState.Canceled, true)]
    [InlineData("deleted", EvalState.Canceled, true)]
    [InlineData("error", EvalState.Failed, true)]
    [InlineData("in_review", EvalState.Unknown, false)]
    public async Task Every_status_has_its_state(string status, EvalState state, bool final)
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""{"task_id": "t", "project": "p", "status": "{{status}}", "threads": []}""");

        Assert.Equal(status, task.Status);
        Assert.Equal(state, task.State);
        Assert.Equal(final, task.IsFinal);
    }

    [Fact]
    public void A_task_with_only_an_ID_has_the_state_Unknown()
    {
        ScaleTask task = new() { TaskId = "task_1" };

        Assert.Equal(EvalState.Unknown, task.State);
        Assert.Null(task.Status);
        Assert.Equal("task task_1", task.Describe());
        Assert.Empty(task.Threads);
        Assert.Empty(task.Errors);
        Assert.Empty(task.SensitiveContentReports);
    }

    [Fact]
    public async Task Expanded_project_and_batch_are_objects_with_IDs()
    {
        ScaleTask task = await ScaleReading.TaskAsync("""
            {"task_id": "t", "status": "pending", "created_at": "2024-01-01T00:00:00Z",
             "project": {"id": "p1", "name": "Ratings", "created_at": "2023-01-01T00:00:00Z", "types": ["chat"], "models": ["m1", "m2"]},
             "batch": {"id": "b1", "name": "May", "project": "p1", "created_at": "2023-02-01T00:00:00Z", "status": "in_progress",
                       "callback": "ops@example.org", "metadata": {"week": 18}}}
            """);

        Assert.Equal(("p1", "Ratings", "b1", "May"), (task.ProjectId, task.ProjectName, task.BatchId, task.BatchName));
        Assert.Equal("p1", task.Project!.ToString());
        Assert.Equal("chat", task.Project.Types.ToString());
        Assert.Equal("m1; m2", task.Project.Models.ToString());
        Assert.Equal(new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc), task.Project.CreatedAt);
        Assert.Equal("b1", task.Batch!.ToString());
        Assert.Equal("p1", task.Batch.ProjectId);
        Assert.Null(task.Batch.Project);
        Assert.Equal(EvalState.Running, task.Batch.State);
        Assert.Equal("ops@example.org", task.Batch.Callback);
        Assert.Equal(18L, task.Batch.Metadata!["week"]);
        Assert.Null(task.AdditionalJson);
    }

    [Fact]
    public async Task A_reported_task_has_reports_and_no_threads()
    {
        ScaleTask task = await ScaleReading.TaskAsync("""
            {"task_id": "t", "project": "p", "status": "completed", "created_at": "2024-01-01T00:00:00Z",
             "sensitive_content_reports": [{"type": "violence", "message": "Not shown."}]}
            """);

        Assert.Equal("violence", Assert.Single(task.SensitiveContentReports).Type);
        Assert.Empty(task.Threads);
        Assert.Null(task.BatchId);
        Assert.Null(task.CompletedAt);
        Assert.Null(task.Metadata);
    }

    [Fact]
    public async Task A_failed_task_has_an_error_message()
    {
        ScaleTask task = await ScaleReading.TaskAsync("""
            {"task_id": "t", "project": "p", "status": "error", "created_at": "2024-01-01T00:00:00Z", "threads": [],
             "errors": [{"type": "PROMPT_INFEASIBLE", "message": "It cannot\nbe done"}, {"type": "A_LATER_WORD"}]}
            """);

        Assert.Equal(EvalState.Failed, task.State);
        Assert.Equal("PROMPT_INFEASIBLE: It cannot be done; A_LATER_WORD:", task.Errors.ToString());
    }

    [Fact]
    public async Task Null_is_treated_as_absent()
    {
        ScaleTask task = await ScaleReading.TaskAsync("""
            {"task_id": "t", "project": null, "batch": null, "status": null, "created_at": null, "completed_at": null,
             "metadata": null, "errors": null, "sensitive_content_reports": null,
             "threads": [{"id": null, "annotations": null, "submissions": null, "turns": [
               {"id": "u", "annotations": null, "messages": [{"role": null, "content": null, "annotations": null}]}]}]}
            """);

        Assert.Equal(EvalState.Unknown, task.State);
        Assert.Empty(task.Errors);
        Assert.Empty(task.SensitiveContentReports);
        Assert.Empty(task.Threads[0].Annotations);
        Assert.Null(task.Threads[0].Turns[0].Messages[0].Content);
    }

    [Theory]
    [InlineData("staging", EvalState.Pending)]
    [InlineData("in_progress", EvalState.Running)]
    [InlineData("paused", EvalState.Running)]
    [InlineData("completed", EvalState.Succeeded)]
    [InlineData("cancelled", EvalState.Canceled)]
    [InlineData("canceled", EvalState.Canceled)]
    [InlineData("archived", EvalState.Unknown)]
    public async Task A_batch_is_read_in_every_status(string status, EvalState state)
    {
        ScaleBatch batch = await ScaleReading.BatchAsync($$"""
            {"id": "b1", "name": "May", "status": "{{status}}", "created_at": "2024-01-01T00:00:00Z", "later": 1, "metadata": {},
             "project": {"id": "p1", "name": "Ratings", "created_at": "2023-01-01T00:00:00Z"} }
            """);

        Assert.Equal(state, batch.State);
        Assert.Equal(state.IsFinal(), batch.IsFinal);
        Assert.Equal(("b1", "May", "p1", "Ratings"), (batch.BatchId, batch.BatchName, batch.ProjectId, batch.ProjectName));
        Assert.Equal("batch b1", batch.Describe());
        Assert.Equal("""{"later":1}""", batch.AdditionalJson);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("\"task\"")]
    [InlineData("""{"task_id": null}""")]
    [InlineData("""{"task_id": {}}""")]
    [InlineData("""{"task_id": "t", "threads": "none"}""")]
    [InlineData("""{"task_id": "t", "threads": [3]}""")]
    [InlineData("""{"task_id": "t", "project": 3}""")]
    [InlineData("""{"task_id": "t", "batch": {"name": "no id"}}""")]
    [InlineData("""{"task_id": "t"} {"task_id": "t"}""")]
    public async Task An_invalid_task_is_an_InvalidResponse_error(string body)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => ScaleReading.TaskAsync(body));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal("get task", error.Operation);
    }

    [Theory]
    [InlineData("2024-10-27T02:30:00+02:00", "2024-10-27T00:30:00")]
    [InlineData("2024-10-27T02:30:00+01:00", "2024-10-27T01:30:00")]
    [InlineData("2024-01-01T00:00:00", "2024-01-01T00:00:00")]
    [InlineData("2024-01-01", "2024-01-01T00:00:00")]
    [InlineData("2024-01-01 10:00:00+00:00", "2024-01-01T10:00:00")]
    [InlineData("2024-01-01T10:00:00.123456789Z", "2024-01-01T10:00:00.1234567")]
    public async Task Every_date_is_UTC(string sent, string utc)
    {
        ScaleTask task = await ScaleReading.TaskAsync($$"""{"task_id": "t", "created_at": "{{sent}}"}""");

        Assert.Equal(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), task.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, task.CreatedAt!.Value.Kind);
    }

    [Fact]
    public async Task No_object_is_formatted_as_a_type_name()
    {
        ScaleTask task = await ScaleReading.TaskAsync(ScaleSamples.Full);

        Assert.DoesNotContain(ObjectWalker.TextsOf(task), text => text.Contains("GalileoEval.", StringComparison.Ordinal));
    }
}
