namespace GalileoEval.Sandbox.Scale;

/// <summary>A task that ends at a given time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Batch">The batch that it is in.</param>
/// <param name="Number">Selects the conversation of the task.</param>
/// <param name="EndsAt">When it ends, in UTC; null for never.</param>
/// <param name="EndStatus">How it ends; <c>reported</c> for completed with reports in place of threads.</param>
internal sealed record SampleTask(string Id, SampleBatch Batch, int Number, DateTime? EndsAt, string EndStatus)
{
    public const string Reported = "reported";

    /// <summary>The current state, as the service names it.</summary>
    public string Status(DateTime now) =>
        EndsAt is not { } end || now < end ? "pending" : EndStatus == Reported ? "completed" : EndStatus;

    /// <summary>When it was completed; null for any other end.</summary>
    public DateTime? CompletedAt(DateTime now) => Status(now) == "completed" ? EndsAt : null;
}
