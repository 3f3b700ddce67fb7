using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScalePreparingTests
{
    [Fact]
    public void The_sample_task_contains_all_kinds_of_content()
    {
        ScaleTask task = ScaleJson.ReadSample();

        Assert.Equal(EvalState.Succeeded, task.State);
        Assert.NotNull(task.CreatedAt);
        Assert.NotNull(task.ProjectId);
        Assert.NotNull(task.BatchId);
        ScaleMessage message = Assert.Single(Assert.Single(Assert.Single(task.Threads).Turns).Messages);
        Assert.NotNull(message.Content?.Text);
        Assert.Equal(new object[] { 1L, "a" }, message.Annotations.Select(annotation => annotation.Value));
    }

    [Fact]
    public void The_sample_task_has_no_unknown_fields()
    {
        ScaleTask task = ScaleJson.ReadSample();

        Assert.Null(task.AdditionalJson);
        ScaleThread thread = task.Threads[0];
        Assert.Null(thread.AdditionalJson);
        Assert.Null(thread.Turns[0].AdditionalJson);
        Assert.Null(thread.Turns[0].Messages[0].AdditionalJson);
    }

    [Fact]
    public async Task The_sample_task_is_read_once()
    {
        ScaleClient.Prepare();
        Task first = ScaleClient.Prepared;
        ScaleClient.Prepare();

        await first;
        Assert.Same(first, ScaleClient.Prepared);
    }
}
