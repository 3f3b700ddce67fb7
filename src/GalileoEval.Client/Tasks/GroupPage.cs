namespace GalileoEval.Tasks;

/// <summary>One page of a service's list.</summary>
/// <typeparam name="TTask">The type of a task.</typeparam>
/// <param name="Tasks">The tasks on it.</param>
/// <param name="NextToken">The token of the next page; null on the last one.</param>
internal sealed record GroupPage<TTask>(IReadOnlyList<TTask> Tasks, string? NextToken);
