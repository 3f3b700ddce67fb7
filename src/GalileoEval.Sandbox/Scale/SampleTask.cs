using System.Globalization;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Scale;

/// <summary>A task that ends at a given time, unless its batch is paused or cancelled first.</summary>
/// <param name="Id">The ID.</param>
/// <param name="BatchId">The ID of the batch; null for none.</param>
/// <param name="Number">Selects the conversation of the task.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="EndsAt">When it ends, in UTC; null while it is not in progress.</param>
/// <param name="EndStatus">The final status; <c>reported</c> for completed with reports instead of threads.</param>
internal sealed record SampleTask(string Id, string? BatchId, int Number, DateTime CreatedAt, DateTime? EndsAt, string EndStatus)
{
    public const string Reported = "reported";

    /// <summary>The remaining duration while it is not in progress.</summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>The rated prompt: a sample question, or the prompt of the client.</summary>
    public string Prompt { get; init; } = string.Format(CultureInfo.InvariantCulture, "Where is order {0}?", 48000 + Number);

    /// <summary>The response to the prompt.</summary>
    public string Response { get; init; } = "It arrives tomorrow before noon.";

    /// <summary>True for a task that several contributors rate, in one thread each.</summary>
    public bool IsRatedBySeveral { get; init; }

    /// <summary>The owner's metadata. Replaced, never modified.</summary>
    public JsonObject Metadata { get; init; } =
        new() { ["customer_reference"] = $"ticket-{1000 + Number}", ["priority"] = Number % 3 };

    /// <summary>The service's name for the current status.</summary>
    public string Status(DateTime now) =>
        !HasEnded(now) ? "pending" : EndStatus == Reported ? "completed" : EndStatus;

    /// <summary>When it was completed; null if it ended otherwise.</summary>
    public DateTime? CompletedAt(DateTime now) => Status(now) == "completed" ? EndsAt : null;

    /// <summary>True once the status is final.</summary>
    public bool HasEnded(DateTime now) => EndsAt is { } end && now >= end;

    /// <summary>Returns the task in progress from now on.</summary>
    public SampleTask Started(DateTime now) => EndsAt is null ? this with { EndsAt = now + Remaining } : this;

    /// <summary>Returns the task paused from now on.</summary>
    public SampleTask Paused(DateTime now) =>
        EndsAt is { } end && now < end ? this with { EndsAt = null, Remaining = end - now } : this;

    /// <summary>Returns the task of a cancelled batch.</summary>
    public SampleTask Canceled(DateTime now) => HasEnded(now) ? this : this with { EndsAt = now, EndStatus = "canceled" };
}
