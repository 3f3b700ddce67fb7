using GalileoEval.Scale;
using GalileoEval.Scale.Json;

namespace GalileoEval.Tests.Scale;

public sealed class ScalePreparingTests
{
    [Fact]
    public void What_is_read_beforehand_has_a_little_of_everything_that_tasks_hold()
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
    public void Nothing_in_it_is_unknown()
    {
        ScaleTask task = ScaleJson.ReadSample();

        Assert.Null(task.AdditionalJson);
        ScaleThread thread = task.Threads[0];
        Assert.Null(thread.AdditionalJson);
        Assert.Null(thread.Turns[0].AdditionalJson);
        Assert.Null(thread.Turns[0].Messages[0].AdditionalJson);
    }

    [Fact]
    public async Task It_is_read_once()
    {
        ScaleClient.Prepare();
        Task first = ScaleClient.Prepared;
        ScaleClient.Prepare();

        await first;
        Assert.Same(first, ScaleClient.Prepared);
    }
}
