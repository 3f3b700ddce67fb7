namespace GalileoEval;

/// <summary>Work of a service that can be waited for.</summary>
public interface IEvalTask
{
    /// <summary>The service that does the work.</summary>
    EvalService Service { get; }

    /// <summary>The status as the service names it, verbatim; null if the service has none, or none yet.</summary>
    string? Status { get; }

    /// <summary>The state in the vocabulary that all services share.</summary>
    EvalState State { get; }

    /// <summary>True when the work has ended: <see cref="EvalState.Succeeded"/>, <see cref="EvalState.Failed"/> or
    /// <see cref="EvalState.Canceled"/>.</summary>
    bool IsFinal { get; }

    /// <summary>The IDs of the work, in one line for messages, such as <c>agent 1, ground truth 2,
    /// validation 3</c>.</summary>
    /// <returns>A short text without line breaks.</returns>
    string Describe();
}
