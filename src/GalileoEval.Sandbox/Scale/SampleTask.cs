using System.Globalization;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Scale;

/// <summary>A task that ends at a given time, unless its batch is paused or cancelled before.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BatchId">The batch that it is in; null for none.</param>
/// <param name="Number">Selects the conversation of the task.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="EndsAt">When it ends, in UTC; null while nobody works on it.</param>
/// <param name="EndStatus">How it ends; <c>reported</c> for completed with reports in place of threads.</param>
internal sealed record SampleTask(string Id, string? BatchId, int Number, DateTime CreatedAt, DateTime? EndsAt, string EndStatus)
{
    public const string Reported = "reported";

    /// <summary>How much work is left while nobody works on it.</summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>What the contributors rate: the question of a customer, or the prompt that a client has sent.</summary>
    public string Prompt { get; init; } = string.Format(CultureInfo.InvariantCulture, "Where is order {0}?", 48000 + Number);

    /// <summary>The response to the prompt.</summary>
    public string Response { get; init; } = "It arrives tomorrow before noon.";

    /// <summary>True for a task that several contributors rate, each in a thread of their own.</summary>
    public bool IsRatedBySeveral { get; init; }

    /// <summary>The metadata of its owner. Replaced as a whole, never changed.</summary>
    public JsonObject Metadata { get; init; } =
        new() { ["customer_reference"] = $"ticket-{1000 + Number}", ["priority"] = Number % 3 };

    /// <summary>The current status, as the service names it.</summary>
    public string Status(DateTime now) =>
        !HasEnded(now) ? "pending" : EndStatus == Reported ? "completed" : EndStatus;

    /// <summary>When it was completed; null for any other end.</summary>
    public DateTime? CompletedAt(DateTime now) => Status(now) == "completed" ? EndsAt : null;

    /// <summary>True once the status is final.</summary>
    public bool HasEnded(DateTime now) => EndsAt is { } end && now >= end;

    /// <summary>The task as somebody works on it from now on.</summary>
    public SampleTask Started(DateTime now) => EndsAt is null ? this with { EndsAt = now + Remaining } : this;

    /// <summary>The task as nobody works on it from now on.</summary>
    public SampleTask Paused(DateTime now) =>
        EndsAt is { } end && now < end ? this with { EndsAt = null, Remaining = end - now } : this;

    /// <summary>The task as its batch is cancelled.</summary>
    public SampleTask Canceled(DateTime now) => HasEnded(now) ? this : this with { EndsAt = now, EndStatus = "canceled" };
}
