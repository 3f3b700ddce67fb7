namespace GalileoEval.Transport;

/// <summary>An observer whose owner has a deadline, such as a wait with a timeout.</summary>
internal interface IDeadline
{
    /// <summary>The time to the deadline, not below zero; null without a deadline.</summary>
    TimeSpan? TimeLeft { get; }
}
