namespace GalileoEval.Sandbox.Scale;

/// <summary>A task that ends by the clock.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Batch">The batch that it is in.</param>
/// <param name="Number">Tells what was asked and answered in it.</param>
/// <param name="EndsAt">When it ends, in UTC; null for never.</param>
/// <param name="EndStatus">How it ends; <c>reported</c> for completed with reports in place of threads.</param>
internal sealed record SampleTask(string Id, SampleBatch Batch, int Number, DateTime? EndsAt, string EndStatus)
{
    public const string Reported = "reported";

    /// <summary>The service's word for its state.</summary>
    public string Status(DateTime now) =>
        EndsAt is not { } end || now < end ? "pending" : EndStatus == Reported ? "completed" : EndStatus;

    /// <summary>When it was completed; null for any other end.</summary>
    public DateTime? CompletedAt(DateTime now) => Status(now) == "completed" ? EndsAt : null;
}
